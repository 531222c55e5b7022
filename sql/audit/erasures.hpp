#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/database.hpp"
#include "sql/household/member_roster.hpp"

// Members who left so long ago that their society doesn't keep them any more (docs/decisions/0056): deleted with all
// that is theirs. Of a household only who left goes; what others applied for on their behalf goes with them.
namespace portal::erasures {

using Date = member_roster::Date;

// Who left (資格喪失日) before that day is not kept; none: the society keeps them for ever. Nobody who may still read
// is among them, however short the term is.
std::optional<Date> left_before(db::SocietyReader& db, Date today);

// Of those, whose row no file has changed for limits::erasure_pause: one may be wrong, and be undone.
struct Due {
  Date left_before;
  Timestamp unchanged_since;
};
std::optional<Due> due(db::SocietyReader& db, Timestamp now);
std::int64_t count(db::SocietyReader& db, const Due& due);
struct Member : member_roster::Number {
  MemberId id;
};
std::vector<Member> find(db::SocietyReader& db, const Due& due, int count_max);

// What stays of a member: their 記号, 番号 and 枝番 as an HMAC by the throttle key, which says of a number whether
// it was erased, and of nobody who was.
std::string number_digest(std::string_view throttle_key, const member_roster::Number& number);

// The member and all rows that are about them but the audit log's, which names numbers alone. Their documents' PDFs are
// then unneeded (sql/documents/document_batches.hpp).
void erase(db::SocietyDatabase& db, MemberId member, std::string_view number_digest, Timestamp now);

// When people of that number were erased, the latest first: numbers are given again.
struct Erased {
  MemberId member;
  Timestamp at;
};
std::vector<Erased> erased(db::SocietyReader& db, std::string_view number_digest);

}  // namespace portal::erasures
