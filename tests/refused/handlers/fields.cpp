// A field says all that a page and a form need of it.
#include "handlers/parts/form.hpp"

namespace {

using portal::Field;
constexpr portal::Longest some{10};

void ask() {
  // Refused: form.hpp:.* constant expression
  static constexpr Field unnamed{{.name = "", .label = "メモ", .longest = some}};
  static constexpr Field unlabelled{{.name = "note", .label = "", .longest = some}};

  // Refused: initializer.* to .*Input
  static constexpr Field endless{{.name = "note", .label = "メモ"}};
  static constexpr Field misspelt{{.name = "note", .label = "メモ", .longest = some, .autocompleet = "on"}};

  static constexpr Field password{{.name = "password", .label = "パスワード", .longest = some, .type = "password"}};
  static constexpr Field kept{
      {.name = "password", .label = "パスワード", .longest = some, .type = "password", .kept = true}};
  static_assert(!password.kept && !kept.kept);  // a password is never sent back
}

}  // namespace
