#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fcgi/http.hpp"
#include "templates/view.hpp"

namespace portal {

enum class Need { unsaid, required, optional };

// The longest answer that a field takes, in characters. It has no default: no field can do without.
struct Longest {
  constexpr explicit Longest(std::size_t characters_max, const char* words_of_rule = nullptr)
      : characters(characters_max), words(words_of_rule) {}
  std::size_t characters;
  const char* words;  // said of a longer answer; nullptr: how many characters there may be
};

// One input as the page shows it.
struct Input {
  std::string_view name;  // the contract's (product.md §2)
  std::string_view label;
  Longest longest;
  std::string_view type = "text";  // text, email, tel; password (with 表示); choice
  std::string_view autocomplete = "off";
  std::string_view inputmode = "text";
  Need need = Need::unsaid;
  std::string_view hint = {};
  bool kept = true;  // sent back as typed in a faulty form; a password never is
};

// The same, checked where it is written:
//   constexpr Field email{{.name = "email", .label = "メールアドレス", .longest = …, .type = "email"}};
struct Field : Input {
  consteval Field(Input input) : Input(input) {
    if (name.empty() || label.empty()) throw "a field needs its name and its label";
    if (type == "password") kept = false;
  }
};

// A question whose answers are ours to choose from: radio buttons, a list, a box to tick.
consteval Field choice(std::string_view name, std::string_view label, std::string_view hint = {}) {
  constexpr Longest one_of_ours{40};
  return {
      {.name = name, .label = label, .longest = one_of_ours, .type = "choice", .need = Need::required, .hint = hint}};
}

// One of several answers to choose from.
struct Option {
  std::string value, label;
};

// A form's answers and what is wrong with them: every answer is kept except passwords and what is longer than any field
// takes (limits::answer_kept_bytes_max), the faults stand in a summary on top and beside their fields, in the order in
// which they were found.
class Form {
 public:
  Form() = default;
  explicit Form(const Fields& typed) : typed_(&typed) {}

  // The answer without white space at its ends; a password, and what was chosen from several, exactly as it came. An
  // answer that is longer than the field takes is a fault from now on and reads as empty, so that nothing expensive
  // ever gets it (security.md, rule 9).
  std::string_view operator[](const Field& field);
  bool says(const Field& field, std::string_view value) const { return says(field.name, value); }  // just so
  bool says(std::string_view name, std::string_view value) const;
  void prefill(const Field& field, std::string value);  // shown where nothing was typed yet
  void fault(const Field& field, std::string words);    // only the first one of a field counts
  bool good() const { return faults_.empty(); }
  const std::string* fault_of(const Field& field) const;  // nullptr: none

  // Whether who came back from a check page by 変更 wishes to change this one.
  bool is_asked_first(const Field& field) const { return says("revise", field.name); }

  View show(const Field& field) const;                                          // parts/field.tpl
  View show_area(const Field& field) const;                                     // parts/area.tpl: several lines
  View show_radios(const Field& field, std::span<const Option> options) const;  // parts/radios.tpl
  View show_select(const Field& field, std::span<const Option> options) const;  // parts/select.tpl
  // parts/error_summary.tpl, if there is anything to say; `last`: stands below those that were asked after it.
  void show_faults(View& page, Part summary, const Field* last = nullptr) const;
  // Of its page; `refused`: what is wrong is said on the page and stands at no field.
  HttpStatus status(bool refused = false) const {
    return good() && !refused ? HttpStatus::ok : HttpStatus::unprocessable_content;
  }

 private:
  struct Fault {
    std::string name, words;
  };
  std::string_view whole(std::string_view name) const;  // of any length
  std::string_view kept(const Field& field) const;      // as it is sent back
  const Fields* typed_ = nullptr;
  std::vector<std::pair<std::string, std::string>> prefilled_;
  std::vector<Fault> faults_;
};

}  // namespace portal
