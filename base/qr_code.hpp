#pragma once
#include <string>
#include <string_view>

namespace portal {

// A QR code as the strokes of an SVG path: each row of dark modules is a line one unit thick, so stroke-width is 1.
// `size` is the side in units, the quiet zone of four modules included.
struct QrCode {
  int size = 0;
  std::string path;
};

// By libqrencode, with the lowest error correction: it is read from a screen. Throws std::length_error beyond what a QR
// code holds (2,953 bytes).
QrCode make_qr_code(std::string_view text);

}  // namespace portal
