#include "domain/household/protection.hpp"

#include "sql/household/household.hpp"
#include "sql/mails/mail_queue.hpp"
#include "sql/publishing/arrivals.hpp"

namespace portal::protection {
namespace {

using applications::Kind;

// An export that has read what is due would let it out after the list of what went out was made.
void keep_exports_out(db::SocietyDatabase& db) {
  for (const Kind kind : {Kind::limit_certificate, Kind::screening})
    if (!application_exports::lock(db, kind)) throw db::TryAgain("applications are being exported right now");
}

template <class Asked>
void add_address(Open& open, const std::vector<Asked>& asked) {
  for (const Asked& one : asked) {
    open.postal_code = one.postal_code;
    open.address = one.address;
    open.telephone = one.telephone;
  }
}

std::vector<Open> under_way(db::SocietyDatabase& db, MemberId member) {
  std::vector<Open> found;
  for (application_desk::Facts& facts : application_desk::facts(db, application_desk::lock_of_others(db, member))) {
    const std::array<ApplicationId, 1> id{facts.id};
    Open open{std::move(facts), "", "", "", application_exports::sendings(db, id.front())};
    if (open.application.kind == Kind::limit_certificate)
      add_address(open, application_desk::limits_asked(db, id));
    else
      add_address(open, application_desk::screenings_asked(db, id));
    found.push_back(std::move(open));
  }
  return found;
}

}  // namespace

// In this order: with the member's row locked nobody applies for them any more, and with the applications' locked
// nobody acts on them; so the mails that are there now are all.
Change begin(db::SocietyDatabase& db, MemberId member, Timestamp now) {
  keep_exports_out(db);
  Change change{household::protect(db, member, true), under_way(db, member), 0};
  change.mails_taken_back = mail_queue::take_back(db, member, now) + arrivals::take_back(db, member, now);
  return change;
}

Change end(db::SocietyDatabase& db, MemberId member) {
  const bool changes = household::protect(db, member, false);
  return {changes, under_way(db, member), 0};
}

}  // namespace portal::protection
