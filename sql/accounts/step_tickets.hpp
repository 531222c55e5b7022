#pragma once
#include <optional>
#include <string>

#include "sql/database.hpp"
#include "sql/household/members.hpp"

namespace portal {

enum class StepPurpose { registration, reissue, two_step };

// Between a provisional sign-in (仮ログイン) and the page that sets the account, or between the password and the code
// of a two-step sign-in: who came, and by which way.
struct StepTicket {
  StepId id;
  StepPurpose purpose;
  std::optional<PostcardId> postcard_id;
  std::optional<MailLinkId> mail_link_id;  // none when the society held the address (preset entry)
  std::string address;                     // proved: the link went there, or the society holds it
  Timestamp expires_at;
  Member member;
  std::optional<AccountId> account_id;  // of a two-step sign-in
};

namespace step_tickets {

struct NewTicket {
  StepPurpose purpose;
  MemberId member_id;
  std::optional<PostcardId> postcard_id = {};
  std::optional<MailLinkId> mail_link_id = {};
  std::string address = {};
  Timestamp expires_at;
  std::optional<AccountId> account_id = {};
};
StepId open(db::SocietyDatabase& db, const NewTicket& step, std::string_view token, Timestamp now);
// Alive, and nobody else's until the transaction ends, so that parallel tries at one step take turns.
bool lock(db::SocietyDatabase& db, StepId step, Timestamp now);
bool is_alive(db::SocietyReader& db, std::string_view token, Timestamp now);
bool end(db::SocietyDatabase& db, StepId step, Timestamp now);            // false: it was ended before
void end_all(db::SocietyDatabase& db, AccountId account, Timestamp now);  // of two-step sign-ins

const char* name_of(StepPurpose purpose);  // as the column says it
StepPurpose purpose_named(std::string_view name);

}  // namespace step_tickets
}  // namespace portal
