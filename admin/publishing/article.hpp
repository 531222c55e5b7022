#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "admin/call.hpp"
#include "admin/output.hpp"
#include "base/formats/csv.hpp"
#include "domain/imports/import_kinds.hpp"
#include "sql/publishing/articles.hpp"

// What publishing a notice and publishing a topic say and ask alike.
namespace portal::admin {

// Every fault as line, what and remedy; the first hundred. Ends with bad_data.
Exit say_article_faults(const std::filesystem::path& file, const std::vector<csv::Fault>& faults);

// The same of what may be published and is hardly meant so.
void say_article_doubts(const std::filesystem::path& file, const std::vector<csv::Fault>& doubts);

// What would be or was done with it, its title and its days; notes when nobody can see it.
void say_article(const articles::Text& text, articles::Change change, articles::Date today);

// The last words of a publication.
void say_published(import_kinds::Verdict verdict, const std::string& url);

// future, shown, ended or withdrawn
std::string article_state(const articles::Text& text, const std::optional<Timestamp>& withdrawn_at,
                          articles::Date today);

Cell day_cell(const std::optional<articles::Date>& day);

// The one that the argument names, by its number or its name. `find` takes either.
template <class Id, class Find>
auto the_article(const Arguments& arguments, const char* place, const char* where_to_look, Find find) {
  const std::string wanted = arguments.text(place);
  constexpr std::size_t digits_max = 18;
  const bool is_number = wanted.size() <= digits_max && wanted.find_first_not_of("0123456789") == std::string::npos;
  auto found = is_number ? find(Id{std::stoll(wanted)}) : decltype(find(Id{})){};
  if (!found) found = find(std::string_view(wanted));
  if (!found) throw Failure(Exit::usage, "there is no \"" + wanted + "\" in this society", where_to_look);
  return *std::move(found);
}

}  // namespace portal::admin
