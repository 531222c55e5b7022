#pragma once
#include "base/papers/paper.hpp"

// What the module portal-press.so, built from press.cpp alone, offers to base/papers/paper.cpp.
namespace portal::paper {

using Order = std::variant<const Document*, const Sheets*>;

// Writes the whole PDF into the descriptor. Throws std::exception.
using PressFunction = void(Order order, const char* fonts_file, int descriptor);
inline constexpr const char* press_function_name = "portal_press";

}  // namespace portal::paper
