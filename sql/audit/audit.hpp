#pragma once
#include <optional>
#include <string>

#include "sql/database.hpp"

// Who saw or changed what, when and from where. Rows are only ever added, in the transaction of what they tell of;
// they hold numbers, never names, addresses or contents.
namespace portal::audit {

// Where a request came from; of portalctl: "os:" and the user who ran it, and no request.
struct Origin {
  std::string client_address = {}, request_id = {};
};

struct Entry {
  std::string event;  // postcard_issued, members_imported, signed_in, …
  std::optional<AccountId> account_id = {};
  std::optional<MemberId> member_id = {};
  std::string object_kind = {};  // document, import, … and its number; empty: none
  std::optional<std::int64_t> object_id = {};
  Origin origin = {};
};

void write(db::SocietyDatabase& db, const Entry& entry, Timestamp now);

// One row for each of the postcards that were issued at that very moment.
void write_postcards(db::SocietyDatabase& db, std::string_view event, std::string_view operator_name,
                     Timestamp issued_at);

// One row for each of the applications that went out in that file (application_exported).
void write_exported(db::SocietyDatabase& db, ExportId id, std::string_view operator_name, Timestamp now);

}  // namespace portal::audit
