#pragma once
#include <string>

#include <fmt/format.h>

#include "handlers/parts/contact_fields.hpp"
#include "handlers/parts/form.hpp"
#include "sql/applications/screenings.hpp"

// The inputs of がん検診, in the order of the form.
namespace portal::screening_fields {

inline constexpr Field items = choice("item", "受ける検査");
inline constexpr Field postal_code = contact_fields::postal_code("受診券などの送り先の郵便番号");
inline constexpr Field address = contact_fields::address(
    "受診券などの送り先の住所",
    "建物名と部屋番号も入力してください。ここで直しても、健康保険組合に届け出た住所は変わりません。");
using contact_fields::telephone;
inline constexpr Field consent = choice("consent", "同意");

// One of several examinations is a radio button `item`; several are check boxes, each with a name of its own.
inline std::string name_of(const screenings::Programme& programme, std::size_t place) {
  return programme.several_items ? fmt::format("item-{}", place + 1) : std::string(items.name);
}
inline std::string value_of(const screenings::Programme& programme, std::size_t place) {
  return programme.several_items ? "yes" : std::to_string(place + 1);
}
bool is_chosen(const screenings::Programme& programme, const Form& form, std::size_t place);

}  // namespace portal::screening_fields
