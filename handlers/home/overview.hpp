#pragma once
#include <optional>
#include <vector>

#include "domain/publishing/notice_list.hpp"
#include "fcgi/visit.hpp"
#include "sql/applications/limit_applications.hpp"
#include "sql/applications/screenings.hpp"
#include "sql/documents/documents.hpp"
#include "sql/expenses/expenses.hpp"

namespace portal::home {

// What is this member's own on Home. Each part is a plain statement by key: as one UNION they cost twice as much, and
// temporary tables on disk.
struct Overview {
  bool has_bounced_address = false;
  std::vector<notice_list::Line> notices;  // the unread, the newest first
  documents::Unopened documents;
  std::optional<expenses::Month> new_expenses;  // the newest month of which something is new
  limit_applications::Open limit_applications;
  std::vector<screenings::Offer> screenings;
};
Overview overview(const MemberVisit& visit);

}  // namespace portal::home
