#pragma once
#include <string>
#include <vector>

#include "domain/applications/limit_application.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/form.hpp"
#include "handlers/parts/procedure.hpp"
#include "sql/applications/applications.hpp"

// What the pages of 限度額申請 share.
namespace portal::limit_certificate_pages {

inline constexpr applications::Kind kind = applications::Kind::limit_certificate;
inline constexpr const char* help_topic = "limit";

// What a form is for: a new application, or the correction of one.
struct Task {
  std::string form_url, act_url;           // where the form and the check page are sent
  calendar::Date opening;                  // of 必要期間: limit_application::months
  std::vector<household::Insured> people;  // for whom; none: nobody may apply
  std::optional<applications::Application> corrected;
};
Task new_task(const MemberVisit& visit);
Task correction_task(const MemberVisit& visit, applications::Application application);

// The applicant's own application whose number the path names; 404 for any other.
applications::Application application_in_path(const MemberVisit& visit);
std::string url_of(const MemberVisit& visit, ApplicationId id);

// The form: empty but for what the roster knows, or as the application stands that is corrected.
Form prefilled(const MemberVisit& visit, const Task& task);
// The form as it was sent, its faults found; good unless it has any.
limit_application::Judged judge(const Task& task, Form& form);

Response form_page(const MemberVisit& visit, const Task& task, const Form& form);
Response check_page(const Task& task, const limit_application::Judged& judged, Form& form);
procedure::Facts facts(std::string_view person_name, const limit_applications::Details& details);

// Why not, and what can be done.
Response not_insured_page(const MemberVisit& visit, HttpStatus status);
Response changed_page(const MemberVisit& visit, const applications::Application& application);
Response not_here_page(HttpStatus status);
// The member has one open for the person already.
Response open_page(const MemberVisit& visit, const household::Insured& person, ApplicationId open, HttpStatus status);

}  // namespace portal::limit_certificate_pages
