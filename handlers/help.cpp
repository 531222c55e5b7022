// GET /{s}/help, GET /{s}/help/{topic}: help and frequent questions, by task and by search, with the society's
// telephone number; three pages in やさしい日本語 and English, too.
#include "gen/help.hpp"

#include <fmt/format.h>

#include "fcgi/visit.hpp"
#include "gen/help/en/registration.hpp"
#include "gen/help/parts/found.hpp"
#include "gen/help/parts/languages.hpp"
#include "gen/help/parts/search.hpp"
#include "gen/help/privacy.hpp"
#include "handlers/help/search.hpp"
#include "handlers/help/topics.hpp"

namespace portal {
namespace {

using help_topics::Language;

View search_form(std::string_view asked) {
  namespace t = templates::help::parts::search;
  return View(t::file).set(t::ASKED, asked);
}

Response found_page(const Visit& visit, std::string_view asked) {
  namespace t = templates::help::parts::found;
  const auto found = help_search::find(visit, asked);
  View view(t::file);
  view.set(t::ASKED, asked).set(t::COUNT, found.size()).show(t::NONE, found.empty());
  view.put(t::SEARCH, search_form(asked));
  for (const auto& [topic, lead] : found)
    view.show_once(t::LIST)
        .add(t::ONE)
        .set(t::TOPIC_URL, visit.url(fmt::format("/help/{}", topic->name)))
        .set(t::TOPIC_TITLE, topic->japanese.title)
        .set(t::TOPIC_LEAD, lead);
  return {Page{std::move(view), "ヘルプの検索結果", ""}};
}

// The other languages of a page, each named in itself.
View languages(const Visit& visit, const help_topics::Topic& topic, Language current) {
  namespace t = templates::help::parts::languages;
  View view(t::file);
  const std::string url = visit.url(fmt::format("/help/{}", topic.name));
  const auto add = [&](Language language, const char* argument, const char* label, const char* code) {
    View& one = view.add(t::ONE).set(t::LANGUAGE_LABEL, label).set(t::LANGUAGE_CODE, code);
    one.show(t::CURRENT, language == current);
    if (language != current) one.add(t::OTHER).set(t::LANGUAGE_URL, url + argument);
  };
  add(Language::japanese, "", "日本語", "ja");
  add(Language::easy_japanese, "?lang=easy", "やさしい日本語", "ja");
  add(Language::english, "?lang=en", "English", "en");
  return view;
}

std::string english(std::chrono::minutes life) {
  constexpr int hour = 60;
  const auto minutes = life.count();
  return minutes % hour == 0 ? fmt::format("{} hour{}", minutes / hour, minutes == hour ? "" : "s")
                             : fmt::format("{} minutes", minutes);
}

}  // namespace

Response help_index(Visit& visit) {
  const std::string_view asked = visit.request.query["q"];
  if (!asked.empty()) return found_page(visit, asked);
  View view(templates::help::file);
  view.put(templates::help::SEARCH, search_form(""));
  return {Page{std::move(view), "ヘルプ", ""}};
}

Response help_topic(Visit& visit) {
  const help_topics::Topic* topic = help_topics::named(visit.names.front());
  if (topic == nullptr) not_found();
  const Language language = help_topics::language_of(visit.request.query["lang"]);
  const help_topics::Page& page = help_topics::page_in(*topic, language);
  View view(page.file);
  namespace t = templates::help::en::registration;  // the three pages share these markers
  if (topic->english.file != nullptr) view.put(t::LANGUAGES, languages(visit, *topic, language));
  if (page.file == topic->english.file)
    view.set(t::LINK_LIFE, english(std::chrono::minutes{visit.society.link_minutes}));
  namespace privacy = templates::help::privacy;
  if (const auto years = visit.society.erase_after_leaving_years; years && topic->name == "privacy")
    view.add(privacy::ERASED).set(privacy::ERASED_YEARS, *years);
  return {Page{std::move(view), page.title, ""}};
}

}  // namespace portal
