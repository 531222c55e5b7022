#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "sql/applications/applications.hpp"
#include "sql/database.hpp"

// 限度額申請: what an application says beside its row of sql/applications/applications.hpp.
namespace portal::limit_applications {

struct Details {
  std::chrono::year_month from, to;                      // 必要期間, both included
  std::string postal_code, address, telephone;           // as domain/applications/contact.hpp folds them
  std::string proxy_name, proxy_relation, proxy_reason;  // who applied in the applicant's place; empty: nobody
};

// The applicant's that wait for the society or, returned, for the member.
struct Open {
  int received = 0, checking = 0, returned = 0;
  std::optional<ApplicationId> newest_returned;
};
Open open_among(const std::vector<applications::Standing>& all);

std::optional<Details> find(db::SocietyReader& db, MemberId applicant, ApplicationId id);
void add(db::SocietyDatabase& db, ApplicationId id, const Details& details);
void change(db::SocietyDatabase& db, ApplicationId id, const Details& details);

}  // namespace portal::limit_applications
