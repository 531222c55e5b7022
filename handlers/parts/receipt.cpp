#include "handlers/parts/receipt.hpp"

#include "domain/applications/receipt_number.hpp"
#include "domain/mails/mails.hpp"
#include "handlers/parts/scene.hpp"

namespace portal {
namespace {

const char* event_of(ApplicationAct act) {
  switch (act) {
    case ApplicationAct::received:
      return "application_received";
    case ApplicationAct::corrected:
      return "application_corrected";
    case ApplicationAct::withdrawn:
      return "application_withdrawn";
  }
  return "";
}

}  // namespace

void acknowledge(const MemberVisit& visit, ApplicationAct act, applications::Kind kind, ApplicationId id) {
  record(visit, event_of(act), {"application", number(id)});
  const auto mail = act == ApplicationAct::withdrawn ? mails::application_withdrawn : mails::application_received;
  mail(visit.db, means_of(visit).mail_desk, visit.society, visit.account.id, receipt_number::of(kind, id), visit.now);
}

}  // namespace portal
