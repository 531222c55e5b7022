#pragma once
#include <optional>
#include <string>

#include "fcgi/visit.hpp"
#include "handlers/parts/form.hpp"
#include "handlers/parts/procedure.hpp"
#include "sql/applications/screenings.hpp"

// What the pages of がん検診 share. The same functions serve /screenings and /screenings/women; which programmes belong
// where is the programmes' own word.
namespace portal::screenings_pages {

inline constexpr applications::Kind kind = applications::Kind::screening;
inline constexpr const char* help_topic = "screenings";

bool is_womens(const Visit& visit);                     // by the path
std::string folder(const Visit& visit, bool of_women);  // "/mihon/screenings/women"
std::string url_of(const Visit& visit, ApplicationId id);

// A man at a page for women: says for whom it is (403). Nothing for anyone else.
std::optional<Response> refused_to_men(const MemberVisit& visit);

// A programme that the member may apply for now, or the page that says why not: of a GET with 200, of a POST, which
// changes nothing then, with 409. So is a POST from a page about what the programme said before it was changed.
struct Found {
  std::optional<screenings::Opened> opened;
  std::optional<Response> refused;
};
Found find_open(const MemberVisit& visit, ProgrammeId id);
Response full_page(const MemberVisit& visit, const screenings::Opened& opened);  // somebody was faster

// The form: with what the roster knows, or as it was sent.
Form prefilled(const MemberVisit& visit, const screenings::Opened& opened);
// What was sent, its faults found; good unless it has any.
screenings::Details judge(const screenings::Programme& programme, Form& form);

Response form_page(const MemberVisit& visit, const screenings::Opened& opened, const Form& form);
Response check_page(const MemberVisit& visit, const screenings::Opened& opened, const screenings::Details& details,
                    Form& form);
procedure::Facts facts(const std::string& title, const std::string& person, const screenings::Details& details);

// The applicant's own application whose number the path names; 404 for any other.
screenings::Applied application_in_path(const MemberVisit& visit);

}  // namespace portal::screenings_pages
