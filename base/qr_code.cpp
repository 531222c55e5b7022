#include "base/qr_code.hpp"

#include <memory>
#include <stdexcept>

#include <fmt/format.h>
#include <qrencode.h>

namespace portal {
namespace {

constexpr int quiet_modules = 4;

bool dark(const QRcode& code, int row, int column) { return (code.data[row * code.width + column] & 1U) != 0; }

// Moves and strokes of one row, each as long as its run of modules.
std::string row_path(const QRcode& code, int row) {
  std::string path;
  int column = 0;
  int drawn_to = 0;
  while (column < code.width) {
    const int begin = column;
    while (column < code.width && dark(code, row, column)) ++column;
    if (column == begin) {
      ++column;
      continue;
    }
    path += path.empty() ? fmt::format("M{} {}.5", begin + quiet_modules, row + quiet_modules)
                         : fmt::format("m{} 0", begin - drawn_to);
    path += fmt::format("h{}", column - begin);
    drawn_to = column;
  }
  return path;
}

}  // namespace

QrCode make_qr_code(std::string_view text) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString8bit(std::string(text).c_str(), 0, QR_ECLEVEL_L), QRcode_free);
  if (code == nullptr) throw std::length_error("too long for a QR code");
  QrCode drawn{code->width + 2 * quiet_modules, ""};
  for (int row = 0; row < code->width; ++row) drawn.path += row_path(*code, row);
  return drawn;
}

}  // namespace portal
