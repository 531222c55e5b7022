#pragma once
#include <string_view>

#include "sql/applications/applications.hpp"

// Which status of an application may follow which, and their words (product.md §2, §5).
namespace portal::application_status {

using applications::Kind;
using applications::Status;

// 受付, 確認中, 差戻し, 承認, 発送済, 取下げ; a screening's 取下げ is called 取消.
std::string_view words(Kind kind, Status status);
std::optional<Status> from_words(Kind kind, std::string_view words);  // of a file of results, folded by the caller

// What the society may say next. Nothing follows 取下げ; 発送済 is followed by nothing but another message.
bool may_follow(Kind kind, Status from, Status to);

// What the applicant may do. Withdrawing a limit application ends with 受付; a screening is cancelled until its closing
// date, whatever the society has said so far, which the programme knows (domain/applications/eligibility.hpp).
bool may_withdraw(Kind kind, Status status);
bool may_correct(Kind kind, Status status);  // only what was 差戻し, and no screening: it has nothing to correct

}  // namespace portal::application_status
