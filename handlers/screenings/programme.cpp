// GET, POST /{s}/screenings/{programme}, /{s}/screenings/women/{programme}: one がん検診 and the form to apply for it;
// once that is good, its check page.
#include "fcgi/visit.hpp"
#include "handlers/parts/paging.hpp"
#include "handlers/screenings/pages.hpp"

namespace portal {
namespace pages = screenings_pages;

Response screenings_programme_show(MemberVisit& visit) {
  auto [opened, refused] = pages::find_open(visit, ProgrammeId{number_in_path(visit.names.front())});
  return refused ? *std::move(refused) : pages::form_page(visit, *opened, pages::prefilled(visit, *opened));
}

Response screenings_programme_submit(MemberVisit& visit) {
  auto [opened, refused] = pages::find_open(visit, ProgrammeId{number_in_path(visit.names.front())});
  if (refused) return *std::move(refused);
  Form form(visit.request.form);
  const auto details = pages::judge(opened->programme, form);
  return form.good() ? pages::check_page(visit, *opened, details, form) : pages::form_page(visit, *opened, form);
}

}  // namespace portal
