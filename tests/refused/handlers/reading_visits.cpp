// Who only reads can't write: a GET's visit and that of a form that only asks hold a reader.
#include "domain/scene.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/procedure.hpp"
#include "handlers/parts/reauthentication.hpp"
#include "handlers/parts/scene.hpp"
#include "sql/accounts/sessions.hpp"
#include "sql/applications/screenings.hpp"
#include "sql/societies.hpp"

namespace {

using portal::AccountId;
using portal::ApplicationId;
using portal::Marking;
using portal::MemberVisit;
using portal::Response;
using portal::SiteVisit;
using portal::Writing;
using portal::applications::Kind;

Response page_show(MemberVisit& visit) {
  // Refused: SocietyReader
  portal::sessions::end_by_token(visit.db, "token", visit.now);
  portal::screenings::take_turns(visit.db, visit.account.id);
  portal::screenings::lock(visit.db, portal::ProgrammeId{1});
  const portal::Scene scene{.db = visit.db, .society = visit.society, .origin = visit.origin(), .now = visit.now};
  portal::db::SocietyDatabase& cast = visit.db;

  // Refused: scene_of
  portal::scene_of(visit);

  // Refused: record
  portal::record(visit, portal::audit::Event::sign_out);

  // Refused: renew
  portal::reauthentication::renew(visit);

  // Refused: Writing
  portal::procedure::acknowledge(visit, portal::procedure::Act::received, Kind::screening, ApplicationId{1},
                                 visit.member.id);

  // Refused: deleted
  portal::db::SocietyReader kept = visit.db;

  // Refused: no match
  portal::db::SocietyDatabase made{visit.db};

  portal::db::SocietyReader& reader = visit.db;
  return {};
}

Response of_site(SiteVisit& visit) {
  portal::societies::listed(visit.db);

  // Refused: SiteReader
  portal::societies::update(visit.db, {});
  portal::db::Database& cast = visit.db;

  // Refused: no member|has no member
  visit.db.execute("DELETE FROM societies WHERE id = ?", std::int64_t{1});

  return {};
}

Response page_submit(Writing<MemberVisit>& visit) {
  portal::sessions::end_by_token(visit.db, "token", visit.now);
  portal::record(visit, portal::audit::Event::sign_out);
  portal::reauthentication::renew(visit);
  portal::procedure::acknowledge(visit, portal::procedure::Act::received, Kind::screening, ApplicationId{1},
                                 visit.member.id);
  const MemberVisit& shared = visit;

  // Refused: SocietyReader
  portal::sessions::end_by_token(shared.db, "token", visit.now);

  return {};
}

Response page_open(Marking<MemberVisit>& visit) {
  if (visit.marks) portal::sessions::end_by_token(*visit.marks, "token", visit.now);

  // Refused: SocietyReader
  portal::sessions::end_by_token(visit.db, "token", visit.now);

  return {};
}

}  // namespace
