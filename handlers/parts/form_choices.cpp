// What a form shows besides boxes of one line.
#include "gen/parts/area.hpp"
#include "gen/parts/radios.hpp"
#include "gen/parts/select.hpp"
#include "handlers/parts/form.hpp"

namespace portal {

View Form::show_area(const Field& field) const {
  namespace a = templates::parts::area;
  View view(a::file);
  view.set(a::AREA_NAME, field.name).set(a::AREA_LABEL, field.label).set(a::AREA_VALUE, kept(field));
  view.show(a::AREA_FIRST, is_asked_first(field));
  if (!field.hint.empty()) view.add(a::AREA_HINT).set(a::HINT_TEXT, field.hint);
  if (const auto* words = fault_of(field)) {
    view.show(a::AREA_FAULTY);
    view.add(a::AREA_ERROR).set(a::ERROR_TEXT, *words);
  }
  return view;
}

View Form::show_radios(const Field& field, std::span<const Option> options) const {
  namespace r = templates::parts::radios;
  View view(r::file);
  view.set(r::RADIOS_NAME, field.name).set(r::RADIOS_LABEL, field.label);
  if (!field.hint.empty()) view.add(r::RADIOS_HINT).set(r::HINT_TEXT, field.hint);
  if (const auto* words = fault_of(field)) {
    view.show(r::RADIOS_FAULTY);
    view.add(r::RADIOS_ERROR).set(r::ERROR_TEXT, *words);
  }
  for (const Option& option : options) {
    View& radio = view.add(r::RADIO).set(r::RADIO_VALUE, option.value).set(r::RADIO_LABEL, option.label);
    radio.show(r::RADIO_FIRST, &option == options.data()).show(r::RADIO_CHOSEN, says(field, option.value));
    radio.show(r::RADIO_AT_ONCE, is_asked_first(field) && &option == options.data());
  }
  return view;
}

View Form::show_select(const Field& field, std::span<const Option> options) const {
  namespace s = templates::parts::select;
  View view(s::file);
  view.set(s::SELECT_NAME, field.name).set(s::SELECT_LABEL, field.label);
  view.show(s::SELECT_FIRST, is_asked_first(field));
  if (!field.hint.empty()) view.add(s::SELECT_HINT).set(s::HINT_TEXT, field.hint);
  if (const auto* words = fault_of(field)) {
    view.show(s::SELECT_FAULTY);
    view.add(s::SELECT_ERROR).set(s::ERROR_TEXT, *words);
  }
  for (const Option& option : options)
    view.add(s::OPTION)
        .set(s::OPTION_VALUE, option.value)
        .set(s::OPTION_LABEL, option.label)
        .show(s::OPTION_CHOSEN, says(field, option.value));
  return view;
}

}  // namespace portal
