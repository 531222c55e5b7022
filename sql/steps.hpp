#pragma once
#include <optional>
#include <string>

#include "sql/database.hpp"
#include "sql/members.hpp"

namespace portal {

enum class StepPurpose { registration, reissue };

// Between a provisional sign-in (仮ログイン) and the page that sets the account: who came, and by which way.
struct Step {
  StepId id;
  StepPurpose purpose;
  std::optional<PostcardId> postcard_id;
  std::optional<MailLinkId> mail_link_id;  // none when the society held the address (preset entry)
  std::string address;                     // proved: the link went there, or the society holds it
  Timestamp expires_at;
  Member member;
};

namespace steps {

struct NewStep {
  StepPurpose purpose;
  MemberId member_id;
  std::optional<PostcardId> postcard_id;
  std::optional<MailLinkId> mail_link_id;
  std::string address;
  Timestamp expires_at;
};
StepId open(db::SocietyDatabase& db, const NewStep& step, std::string_view token, Timestamp now);
bool is_alive(db::SocietyDatabase& db, std::string_view token, Timestamp now);
bool end(db::SocietyDatabase& db, StepId step, Timestamp now);  // false: it was ended before

}  // namespace steps
}  // namespace portal
