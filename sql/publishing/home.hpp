#pragma once
#include <optional>
#include <vector>

#include "sql/applications/screenings.hpp"
#include "sql/database.hpp"
#include "sql/documents/documents.hpp"
#include "sql/expenses/expenses.hpp"
#include "sql/publishing/notices.hpp"
#include "sql/societies.hpp"

namespace portal::home {

// All that Home shows beyond who is there, in one statement (speed.md: a home page costs at most two).
struct Overview {
  bool has_bounced_address = false;
  std::vector<FrontItem> society_news;
  std::vector<notices::Line> unread_notices;  // the newest of them
  int unread_notice_count = 0;
  struct NewDocument {
    DocumentId id;
    std::string title;
    documents::Date issued_on;
  };
  std::vector<NewDocument> new_documents;  // the newest of those that nobody has opened
  int new_document_count = 0;
  std::optional<expenses::Month> new_expenses;  // the newest month of which something is new
  struct LimitApplications {                    // the member's own that are open
    int received = 0, checking = 0, returned = 0;
    std::optional<ApplicationId> newest_returned;
  };
  LimitApplications limit_applications;
  std::vector<screenings::Offer> screenings;  // as screenings::offers has them
};
Overview overview(db::SocietyReader& db, AccountId account, MemberId member, std::chrono::year_month_day today,
                  const expenses::News& new_expenses);

}  // namespace portal::home
