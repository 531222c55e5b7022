#pragma once
#include "handlers/parts/contact_fields.hpp"
#include "handlers/parts/form.hpp"

// The inputs of 限度額申請, in the order of the form and of limit_application::Item.
namespace portal::limit_fields {

inline const Field person{"person", "認定証を使う方", one_of_ours, "radio", "off", "none", Need::required};
inline const Field from{"from",         "必要期間のはじめ",        one_of_ours, "select", "off", "none",
                        Need::required, "申請する月から選べます。"};
inline const Field to{"to",           "必要期間の終わり",      one_of_ours, "select", "off", "none",
                      Need::required, "全部で12か月までです。"};
inline const Field postal_code{"postal_code", "送り先の郵便番号", contact_fields::postal_code, "text", "postal-code",
                               "numeric",     Need::required};
inline const Field address{
    "address", "送り先の住所", Longest{limits::address_characters_max},     "text", "address-line1",
    "text",    Need::required, "建物の名前や部屋番号まで入力してください。"};
inline const Field telephone{"telephone",
                             "電話番号",
                             contact_fields::telephone,
                             "tel",
                             "tel",
                             "tel",
                             Need::required,
                             "日中に連絡できる番号を入力してください。"};
inline const Field applied_by{
    "applied_by",
    "申請する方",
    one_of_ours,
    "radio",
    "off",
    "none",
    Need::required,
    "ログインしているご本人に代わって、ほかの方が入力しているときは、「代わりに申請する」を選んでください。"};
inline const Field proxy_name{"proxy_name",
                              "代わりに申請する方のお名前",
                              Longest{limits::proxy_name_characters_max},
                              "text",
                              "off",
                              "text",
                              Need::unsaid,
                              "代わりに申請するときだけ入力してください。"};
inline const Field proxy_relation{"proxy_relation",
                                  "代わりに申請する方の続柄（ご関係）",
                                  Longest{limits::proxy_relation_characters_max},
                                  "text",
                                  "off",
                                  "text",
                                  Need::unsaid,
                                  "例：妻、父、勤め先の担当者"};
inline const Field proxy_reason{
    "proxy_reason", "代わりに申請する理由",      Longest{limits::proxy_reason_characters_max}, "text", "off", "text",
    Need::unsaid,   "例：本人が入院しているため"};

}  // namespace portal::limit_fields
