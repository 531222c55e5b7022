#include "base/papers/qr_code.hpp"

#include <memory>
#include <stdexcept>

#include <fmt/format.h>
#include <qrencode.h>

namespace portal {
namespace {

// Moves and strokes of one row, each as long as its run of squares.
std::string row_path(const QrSquares& code, int row) {
  const auto dark = [&code, row](int column) {
    return code.is_dark[static_cast<std::size_t>(row * code.side + column)];
  };
  std::string path;
  int column = 0;
  int drawn_to = 0;
  while (column < code.side) {
    const int begin = column;
    while (column < code.side && dark(column)) ++column;
    if (column == begin) {
      ++column;
      continue;
    }
    path += path.empty() ? fmt::format("M{} {}.5", begin + QrSquares::quiet, row + QrSquares::quiet)
                         : fmt::format("m{} 0", begin - drawn_to);
    path += fmt::format("h{}", column - begin);
    drawn_to = column;
  }
  return path;
}

}  // namespace

QrSquares make_qr_squares(std::string_view text, QrWear wear) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString8bit(std::string(text).c_str(), 0, wear == QrWear::none ? QR_ECLEVEL_L : QR_ECLEVEL_M),
      QRcode_free);
  if (code == nullptr) throw std::length_error("too long for a QR code");
  QrSquares squares{code->width, {}};
  for (int at = 0; at < code->width * code->width; ++at) squares.is_dark.push_back((code->data[at] & 1U) != 0);
  return squares;
}

QrCode make_qr_code(std::string_view text) {
  const QrSquares squares = make_qr_squares(text, QrWear::none);
  QrCode drawn{squares.side + 2 * QrSquares::quiet, ""};
  for (int row = 0; row < squares.side; ++row) drawn.path += row_path(squares, row);
  return drawn;
}

}  // namespace portal
