#pragma once
#include "handlers/parts/links/asker.hpp"
#include "handlers/parts/provisional_sign_in.hpp"
#include "templates/view.hpp"

// What the pages of 再発行 share.
namespace portal::reissue_pages {

View steps(int current);  // 全4ステップ中 current

// What follows the form that mails the link, and once more where a code was typed that opens nothing.
inline const mailed::Way mailed_way{
    "/reissue", LinkPurpose::reissue,
    "登録したものと違うメールアドレスでは、再発行できません。登録したメールアドレスを入力してください。"};
Response sent(const Visit& visit, const Form& form);

// 410: the link or the step has come to its end; begins again. The same for every reason.
Response expired();

inline constexpr provisional_sign_in::Way way{LinkPurpose::reissue, "/reissue", "/reissue/password", expired};

}  // namespace portal::reissue_pages
