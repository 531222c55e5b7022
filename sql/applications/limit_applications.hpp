#pragma once
#include <chrono>
#include <optional>
#include <string>

#include "sql/database.hpp"

// 限度額申請: what an application says beside its row of sql/applications/applications.hpp.
namespace portal::limit_applications {

struct Details {
  std::chrono::year_month from, to;                      // 必要期間, both included
  std::string postal_code, address, telephone;           // as domain/applications/contact.hpp folds them
  std::string proxy_name, proxy_relation, proxy_reason;  // who applied in the applicant's place; empty: nobody
};

std::optional<Details> find(db::SocietyReader& db, MemberId applicant, ApplicationId id);
void add(db::SocietyDatabase& db, ApplicationId id, const Details& details);
void change(db::SocietyDatabase& db, ApplicationId id, const Details& details);

}  // namespace portal::limit_applications
