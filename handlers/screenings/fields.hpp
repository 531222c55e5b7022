#pragma once
#include <string>

#include <fmt/format.h>

#include "handlers/parts/contact_fields.hpp"
#include "handlers/parts/form.hpp"
#include "sql/applications/screenings.hpp"

// The inputs of がん検診, in the order of the form.
namespace portal::screening_fields {

inline const Field items{"item", "受ける検査", one_of_ours};
inline const Field postal_code{
    "postal_code", "受診券などの送り先の郵便番号", contact_fields::postal_code, "text", "postal-code", "numeric",
    Need::required};
inline const Field address{
    "address",
    "受診券などの送り先の住所",
    Longest{limits::address_characters_max},
    "text",
    "address-line1",
    "text",
    Need::required,
    "建物の名前や部屋番号まで入力してください。ここで直しても、健康保険組合に届け出た住所は変わりません。"};
inline const Field telephone{"telephone",
                             "電話番号",
                             contact_fields::telephone,
                             "tel",
                             "tel",
                             "tel",
                             Need::required,
                             "日中に連絡できる番号を入力してください。"};
inline const Field consent{"consent", "同意", one_of_ours};

// One of several examinations is a radio button `item`; several are check boxes, each with a name of its own.
inline std::string name_of(const screenings::Programme& programme, std::size_t place) {
  return programme.several_items ? fmt::format("item-{}", place + 1) : items.name;
}
inline std::string value_of(const screenings::Programme& programme, std::size_t place) {
  return programme.several_items ? "yes" : std::to_string(place + 1);
}
bool is_chosen(const screenings::Programme& programme, const Form& form, std::size_t place);

}  // namespace portal::screening_fields
