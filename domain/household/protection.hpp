#pragma once
#include <string>
#include <vector>

#include "sql/applications/application_desk.hpp"
#include "sql/applications/application_exports.hpp"

// Hiding a member from the rest of the household (DV and the like), with all that is under way (security.md rule 11,
// docs/decisions/0025). What pages show is asked anew with each page (household::sight, applications::own); here is
// what was on its way before.
namespace portal::protection {

// What another applied for on the member's behalf and whose paper is still to come or to go.
struct Open {
  application_desk::Facts application;
  std::string postal_code, address, telephone;         // where the paper would go: what the applicant typed
  std::vector<application_exports::Sending> sendings;  // in which files it went out; none: only the portal knows of it
};

struct Change {
  bool changes = false;                // false: it was so already
  std::vector<Open> open;              // by number
  std::uint64_t mails_taken_back = 0;  // that would have told others of the member
};

// In the caller's transaction. From its COMMIT on nobody else's page, file, mail or answer knows of the member, and
// what is open is the society's staff's: no export takes it along. TryAgain: an export or a file of results is under
// way.
Change begin(db::SocietyDatabase& db, MemberId member, Timestamp now);

// The others see the member again, and what they applied for, which exports take along again.
Change end(db::SocietyDatabase& db, MemberId member);

}  // namespace portal::protection
