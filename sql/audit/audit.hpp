#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sql/audit/audit_events.hpp"
#include "sql/database.hpp"

// Who saw or changed what, when and from where. Rows are only ever added, in the transaction of what they tell of;
// they hold numbers, never names, addresses or contents. Who has no operator's name is at a page, and the database lets
// pages name none (docs/decisions/0060).
namespace portal::audit {

// Whoever did it: a member's request, or an operator's command.
struct Origin {
  std::string client_address = {}, request_id = {};  // of a request
  std::string operator_name = {};                    // of a command: "os:sato"
};

// Of a backup, which holds all societies: the digits of its file's name, 20261129183000 of portal-20261129T183000Z.
enum class BackupNumber : std::int64_t {};

// What was seen or changed, where there is a number for it: the kind follows from the number's type.
struct Object {
  Object(ApplicationId one) : kind("application"), id(number(one)) {}
  Object(BackupNumber one) : kind("backup"), id(number(one)) {}
  Object(DocumentId one) : kind("document"), id(number(one)) {}
  Object(EmailId one) : kind("email"), id(number(one)) {}
  Object(ExportId one) : kind("export"), id(number(one)) {}
  Object(ImportId one) : kind("import"), id(number(one)) {}
  Object(MailId one) : kind("mail"), id(number(one)) {}
  Object(MailLinkId one) : kind("mail_link"), id(number(one)) {}
  Object(NoticeId one) : kind("notice"), id(number(one)) {}
  Object(PasskeyId one) : kind("passkey"), id(number(one)) {}
  Object(PostcardId one) : kind("postcard"), id(number(one)) {}
  Object(PostcardOrderId one) : kind("postcard_order"), id(number(one)) {}
  Object(ProgrammeId one) : kind("screening"), id(number(one)) {}
  Object(SessionId one) : kind("session"), id(number(one)) {}
  Object(TopicId one) : kind("topic"), id(number(one)) {}
  Object(std::chrono::year one) : kind("expense_year"), id(static_cast<int>(one)) {}

  std::string_view kind;
  std::int64_t id;
};

// Whose it is. Nobody: it is about the society.
struct About {
  std::optional<AccountId> account = {};
  std::optional<MemberId> member = {};
  std::optional<Object> object = {};
};

void write(db::SocietyDatabase& db, Event event, const About& about, const Origin& origin, Timestamp now);

// The same for many at once, of which there may be a hundred thousand: in statements of a thousand rows each.
void write(db::SocietyDatabase& db, Event event, std::span<const About> each, const Origin& origin, Timestamp now);

// What a page shows, and of whom: a row for each of them, by one statement.
struct Showing {
  Event event;
  Object object;
  std::vector<MemberId> members;
};
void write(db::SocietyDatabase& db, const Showing& showing, AccountId viewer, const Origin& origin, Timestamp now);

// One row for each of the postcards that were issued at that very moment.
void write_postcards(db::SocietyDatabase& db, Event event, const Origin& origin, Timestamp issued_at);

// One row for each of the applications that went out in that file (application_exported).
void write_exported(db::SocietyDatabase& db, ExportId id, const Origin& origin, Timestamp now);

}  // namespace portal::audit
