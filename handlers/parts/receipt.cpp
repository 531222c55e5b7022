#include "handlers/parts/receipt.hpp"

#include "domain/applications/receipt_number.hpp"
#include "domain/mails/mails.hpp"
#include "handlers/parts/scene.hpp"

namespace portal {
namespace {

audit::Event event_of(ApplicationAct act) {
  switch (act) {
    case ApplicationAct::received:
      return audit::Event::application_received;
    case ApplicationAct::corrected:
      return audit::Event::application_corrected;
    case ApplicationAct::withdrawn:
      break;
  }
  return audit::Event::application_withdrawn;
}

}  // namespace

void acknowledge(const Writing<MemberVisit>& visit, ApplicationAct act, applications::Kind kind, ApplicationId id,
                 MemberId member) {
  record(visit, event_of(act), id);
  const auto mail = act == ApplicationAct::withdrawn ? mails::application_withdrawn : mails::application_received;
  mail(scene_of(visit), visit.account.id, {receipt_number::of(kind, id), member});
}

}  // namespace portal
