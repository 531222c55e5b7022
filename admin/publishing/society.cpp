#include <algorithm>

#include <fmt/format.h>

#include "admin/actions.hpp"
#include "admin/output.hpp"
#include "admin/publishing/society_settings.hpp"
#include "admin/scene.hpp"
#include "base/formats/toml_text.hpp"
#include "domain/postcards/postcard_texts.hpp"
#include "domain/publishing/front_page.hpp"
#include "sql/societies.hpp"

namespace portal::admin {
namespace {

[[noreturn]] void refuse_slug(std::string_view why) { throw Failure(Exit::usage, fmt::format("SLUG {}", why)); }

bool is_slug_character(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }

// Paths of the installation itself, which a society's slug may not hide.
bool is_reserved(std::string_view slug) {
  constexpr std::string_view reserved[] = {"assets", "healthz", "readyz", "components", "error-pages"};
  return std::ranges::find(reserved, slug) != std::end(reserved);
}

std::string checked_slug(const std::string& slug) {
  const bool fits = slug.size() >= 2 && slug.size() <= 40 && std::ranges::all_of(slug, is_slug_character);
  if (!fits || slug.front() == '-' || slug.back() == '-') refuse_slug("is 2 to 40 of a-z 0-9 -, for example mihon");
  if (is_reserved(slug)) refuse_slug(fmt::format("may not be \"{}\": the portal uses that path itself", slug));
  return slug;
}

std::optional<std::vector<FrontItem>> front_items_if_given(const Arguments& arguments) {
  const auto file = arguments.text_if_given("--front-page");
  if (!file) return {};
  try {
    return front_page::read(the_file(*file));
  } catch (const front_page::Unusable& error) {
    throw Failure(Exit::bad_data, error.what());
  }
}

std::optional<postcards::Texts> postcard_texts_if_given(const Arguments& arguments) {
  const auto file = arguments.text_if_given("--postcard");
  if (!file) return {};
  try {
    return postcard_texts::read(the_file(*file));
  } catch (const toml_text::Unreadable& error) {
    throw Failure(Exit::bad_data, fmt::format("{}:{}: {}", *file, error.line, error.what()),
                  "docs/operating.md says what stands in it; portalctl postcard sample shows how it looks");
  }
}

std::string the_slug(const DatabaseCall& call) {
  if (const auto slug = call.arguments.text_if_given("SLUG")) return *slug;
  if (call.society_slug) return *call.society_slug;
  throw Failure(Exit::usage, "which society?", "portalctl society list shows them");
}

Society existing(const DatabaseCall& call) { return find_society(call.database, the_slug(call)); }

// What stands in files beside the settings; what isn't given stays.
struct Files {
  explicit Files(const Arguments& arguments)
      : front_items(front_items_if_given(arguments)), postcard_texts(postcard_texts_if_given(arguments)) {}
  std::optional<std::vector<FrontItem>> front_items;
  std::optional<postcards::Texts> postcard_texts;
};

void keep(const DatabaseCall& call, const Society& society, const Files& files, audit::Event event) {
  db::SocietyDatabase db(call.database, society.id);
  if (files.front_items) societies::replace_front_items(db, *files.front_items);
  if (files.postcard_texts) postcards::set_texts(db, *files.postcard_texts);
  record(scene_of(call, society, db), event);
}

}  // namespace

Exit society_add(const Changing<DatabaseCall>& call) {
  Society society;
  society.slug = checked_slug(call.arguments.text("SLUG"));
  demand_settings(call.arguments);
  take_settings(call.arguments, society);
  const Files files(call.arguments);
  if (societies::find(call.database, society.slug))
    throw Failure(Exit::bad_data, fmt::format("there is a society \"{}\" already", society.slug),
                  fmt::format("portalctl society set {} --apply … changes it", society.slug));
  if (!call.applies) {
    settings_table(society).print_first(false);
    fmt::print("would add {}\n", society.slug);
    return Exit::good;
  }
  db::Transaction transaction(call.database);
  society.id = societies::add(call.database, society, call.now);
  keep(call, society, files, audit::Event::society_added);
  transaction.commit();
  fmt::print("added {}: {}/{}/\n", society.slug, call.config.origin, society.slug);
  return Exit::good;
}

Exit society_set(const Changing<DatabaseCall>& call) {
  Society society = existing(call);
  if (!names_a_setting(call.arguments) && !call.arguments.has("--front-page") && !call.arguments.has("--postcard"))
    throw Failure(
        Exit::usage, "what is to be set?",
        fmt::format("portalctl society set {} --hours \"…\"; portalctl society set --help names all", society.slug));
  take_settings(call.arguments, society);
  const Files files(call.arguments);
  if (!call.applies) {
    settings_table(society).print_first(false);
    fmt::print("would change {}\n", society.slug);
    return Exit::good;
  }
  db::Transaction transaction(call.database);
  societies::update(call.database, society);
  keep(call, society, files, audit::Event::society_changed);
  transaction.commit();
  fmt::print("changed {}; its error pages need to be written again: portalctl society error-pages DIR --apply\n",
             society.slug);
  return Exit::good;
}

Exit society_list(const DatabaseCall& call) {
  Table table({"slug", "name", "telephone", "listed", "url"});
  for (const Society& society : societies::all(call.database))
    table.add(
        {society.slug, society.name, society.telephone, society.listed, call.config.origin + "/" + society.slug + "/"});
  table.print(call.json);
  return Exit::good;
}

Exit society_show(const DatabaseCall& call) {
  settings_table(existing(call)).print_first(call.json);
  return Exit::good;
}

}  // namespace portal::admin
