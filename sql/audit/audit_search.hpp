#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sql/database.hpp"

// The audit log read back, for staff: who saw what, and what staff did with it. By indexes, so that ten million rows
// don't matter.
namespace portal::audit_search {

struct Sight {
  Timestamp at;
  std::string event;
  std::optional<std::string> login_id;  // the member who did it
  std::string operator_name;            // or who of the staff; empty: a member
  std::string symbol, number, branch;   // whose it is that was seen; empty: nobody's alone
  std::string object_kind;
  std::int64_t object_id = 0;
  std::string client_address, request_id;
};

// Newest first: who opened a document, and who withdrew it; not who of the staff met its title in a list.
std::vector<Sight> who_saw(db::SocietyReader& db, DocumentId id, int count_max);
// What the member's account opened: documents and expenses, their own and their family's.
std::vector<Sight> seen_by(db::SocietyReader& db, MemberId member, int count_max);

}  // namespace portal::audit_search
