#include "handlers/parts/form.hpp"

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "gen/parts/error_summary.hpp"
#include "gen/parts/field.hpp"

namespace portal {
namespace {

namespace f = templates::parts::field;
namespace e = templates::parts::error_summary;

bool is_line(const Field& field) { return field.type == "text" || field.type == "email" || field.type == "tel"; }

std::string words_of(const Field& field) {
  const Longest& longest = field.longest;
  if (longest.words != nullptr) return longest.words;
  return fmt::format("{}は、{}文字以内で入力してください", field.label, longest.characters);
}

}  // namespace

std::string_view Form::operator[](const Field& field) {
  const std::string_view answer = is_line(field) ? text::trimmed(whole(field.name)) : whole(field.name);
  if (text::code_points(answer) <= field.longest.characters) return answer;
  fault(field, words_of(field));
  return "";
}

bool Form::says(std::string_view name, std::string_view value) const { return whole(name) == value; }

std::string_view Form::whole(std::string_view wanted) const {
  const std::string* typed = typed_ == nullptr ? nullptr : typed_->find(wanted);
  if (typed != nullptr) return *typed;
  for (const auto& [name, value] : prefilled_)
    if (name == wanted) return value;
  return "";
}

std::string_view Form::kept(const Field& field) const {
  return whole(field.name).size() <= limits::answer_kept_bytes_max ? whole(field.name) : "";
}

void Form::prefill(const Field& field, std::string value) { prefilled_.emplace_back(field.name, std::move(value)); }

void Form::fault(const Field& field, std::string words) {
  if (fault_of(field) == nullptr) faults_.push_back({std::string(field.name), std::move(words)});
}

const std::string* Form::fault_of(const Field& field) const {
  for (const Fault& fault : faults_)
    if (fault.name == field.name) return &fault.words;
  return nullptr;
}

View Form::show(const Field& field) const {
  const bool secret = field.type == "password";
  View view(f::file);
  view.set(f::FIELD_NAME, field.name).set(f::FIELD_LABEL, field.label).set(f::FIELD_TYPE, field.type);
  view.set(f::FIELD_AUTOCOMPLETE, field.autocomplete).set(f::FIELD_INPUTMODE, field.inputmode);
  view.show(f::FIELD_REQUIRED, field.need == Need::required).show(f::FIELD_OPTIONAL, field.need == Need::optional);
  view.show(f::FIELD_REVEAL, secret).show(f::FIELD_PLAIN_TEXT, field.type == "text");
  if (field.autocomplete == "new-password") view.show(f::FIELD_NEW_PASSWORD);
  view.show(f::FIELD_FIRST, is_asked_first(field));
  if (field.kept) view.add(f::FIELD_KEPT).set(f::FIELD_VALUE, kept(field));
  if (!field.hint.empty()) view.add(f::FIELD_HINT).set(f::HINT_TEXT, field.hint);
  if (const auto* words = fault_of(field)) {
    view.show(f::FIELD_FAULTY);
    view.add(f::FIELD_ERROR).set(f::ERROR_TEXT, *words);
  }
  return view;
}

void Form::show_faults(View& page, Part summary, const Field* last) const {
  if (good()) return;
  View view(e::file);
  const auto show = [&](bool those_below) {
    for (const Fault& fault : faults_)
      if ((last != nullptr && fault.name == last->name) == those_below)
        view.add(e::FAULT).set(e::FAULT_FIELD, fault.name).set(e::FAULT_TEXT, fault.words);
  };
  show(false);
  show(true);
  page.put(summary, std::move(view));
}

}  // namespace portal
