#pragma once
#include "handlers/parts/contact_fields.hpp"
#include "handlers/parts/form.hpp"

// The inputs of 限度額申請, in the order of the form and of limit_application::Item.
namespace portal::limit_fields {

inline constexpr Field person = choice("person", "認定証を使う方");
inline constexpr Field from = choice("from", "必要期間のはじめ", "申請する月から選べます。");
inline constexpr Field to = choice("to", "必要期間の終わり", "全部で12か月までです。");
inline constexpr Field postal_code = contact_fields::postal_code("送り先の郵便番号");
inline constexpr Field address = contact_fields::address("送り先の住所", "建物名と部屋番号も入力してください。");
using contact_fields::telephone;
inline constexpr Field applied_by =
    choice("applied_by", "申請する方",
           "ログインしているご本人に代わって、ほかの方が入力しているときは、「代わりに申請する」を選んでください。");
inline constexpr Field proxy_name{{.name = "proxy_name",
                                   .label = "代わりに申請する方のお名前",
                                   .longest = Longest{limits::proxy_name_characters_max},
                                   .hint = "代わりに申請するときだけ入力してください。"}};
inline constexpr Field proxy_relation{{.name = "proxy_relation",
                                       .label = "代わりに申請する方の続柄（ご関係）",
                                       .longest = Longest{limits::proxy_relation_characters_max},
                                       .hint = "例：妻、父、勤め先の担当者"}};
inline constexpr Field proxy_reason{{.name = "proxy_reason",
                                     .label = "代わりに申請する理由",
                                     .longest = Longest{limits::proxy_reason_characters_max},
                                     .hint = "例：本人が入院しているため"}};

}  // namespace portal::limit_fields
