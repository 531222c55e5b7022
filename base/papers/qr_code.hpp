#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace portal {

// The squares (modules) of a QR code, row by row, without the quiet zone of `quiet` squares around it that a reader
// needs.
struct QrSquares {
  static constexpr int quiet = 4;
  int side = 0;
  std::vector<bool> is_dark;
};

enum class QrWear { none, paper };  // what it is read from: paper gets stains, so more of it may be lost

// By libqrencode. Throws std::length_error beyond what a QR code holds (2,331 bytes on paper, else 2,953).
QrSquares make_qr_squares(std::string_view text, QrWear wear);

// A QR code as the strokes of an SVG path: each row of dark squares is a line one unit thick, so stroke-width is 1.
// `size` is the side in units, the quiet zone included.
struct QrCode {
  int size = 0;
  std::string path;
};
QrCode make_qr_code(std::string_view text);  // read from a screen; throws like make_qr_squares()

}  // namespace portal
