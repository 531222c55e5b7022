#include "handlers/help/search.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <span>

#include "base/text.hpp"
#include "domain/page_wide.hpp"
#include "gen/help/parts/languages.hpp"
#include "gen/help/registration.hpp"

namespace portal::help_search {
namespace {

using help_topics::Topic;

// A title says more than what members call it, and that more than the text.
constexpr int title_worth = 9, members_word_worth = 4, text_worth = 1;
constexpr std::size_t words_max = 8;

std::string without_tags(std::string_view html) {
  std::string text;
  bool in_tag = false;
  for (const char c : html) {
    in_tag = in_tag || c == '<';
    if (!in_tag) text += c;
    in_tag = in_tag && c != '>';
  }
  return text;
}

// What stands between the two, without tags; "" where they don't.
std::string between(std::string_view html, std::string_view before, std::string_view after) {
  const auto begin = html.find(before);
  if (begin == html.npos) return "";
  html.remove_prefix(begin + before.size());
  return without_tags(html.substr(0, html.find(after)));
}

struct Indexed {
  std::string title, members_words, text;  // as search keys
  std::string lead;
};
Indexed index(const Visit& visit, const Topic& topic) {
  View page(topic.japanese.file);
  if (topic.english.file != nullptr)
    page.put(templates::help::registration::LANGUAGES, View(templates::help::parts::languages::file));
  const std::string html = visit.installation.renderer.render(page, page_wide(&visit.society, ""));
  return {text::search_key(topic.japanese.title), text::search_key(topic.members_words),
          text::search_key(without_tags(html)), between(html, "<p class=\"lead\">", "</p>")};
}

int worth(const Indexed& page, const std::string& word) {
  const auto holds = [](const std::string& text, const std::string& part) { return text.find(part) != text.npos; };
  return holds(page.title, word) * title_worth + holds(page.members_words, word) * members_word_worth +
         holds(page.text, word) * text_worth;
}

void add_word(std::vector<std::string>& words, std::string_view word, std::size_t characters_min) {
  std::string key = text::search_key(word);
  if (text::code_points(key) >= characters_min && words.size() < words_max) words.push_back(std::move(key));
}

// At the separators, each of which is a character of its own.
std::vector<std::string> split(std::string_view asked, std::span<const std::string_view> separators,
                               std::size_t characters_min) {
  std::vector<std::string> words;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < asked.size();) {
    const auto found = std::ranges::find_if(separators, [&](auto one) { return asked.substr(at).starts_with(one); });
    if (found == separators.end()) {
      ++at;
      continue;
    }
    add_word(words, asked.substr(begin, at - begin), characters_min);
    at += found->size();
    begin = at;
  }
  add_word(words, asked.substr(begin), characters_min);
  return words;
}

constexpr std::array<std::string_view, 4> spaces{" ", "　", "、", "・"};
// Of a sentence, such as ハガキをなくした.
constexpr std::array<std::string_view, 16> particles{" ",  "　", "、", "を", "が", "の", "に",   "は",
                                                     "で", "と", "も", "へ", "？", "?",  "ない", "から"};

enum class Demand { all, any };

std::vector<Found> matching(const std::vector<Indexed>& pages, const std::vector<std::string>& words, Demand demand) {
  std::vector<std::pair<int, std::size_t>> matches;  // what it is worth, which page
  for (std::size_t at = 0; at < pages.size(); ++at) {
    int sum = 0;
    std::size_t held = 0;
    for (const std::string& word : words) {
      const int one = worth(pages[at], word);
      sum += one;
      held += one > 0 ? 1U : 0U;
    }
    if (held >= (demand == Demand::all ? std::max<std::size_t>(words.size(), 1) : 1)) matches.emplace_back(sum, at);
  }
  std::ranges::stable_sort(matches, std::greater{}, &std::pair<int, std::size_t>::first);
  std::vector<Found> found;
  for (const auto& [sum, at] : matches) found.push_back({&help_topics::all()[at], pages[at].lead});
  return found;
}

}  // namespace

std::vector<Found> find(const Visit& visit, std::string_view asked) {
  if (text::code_points(asked) > words_characters_max) return {};
  const auto words = split(asked, spaces, 1);
  std::vector<Indexed> pages;
  for (const Topic& topic : help_topics::all()) pages.push_back(index(visit, topic));
  auto found = matching(pages, words, Demand::all);
  return found.empty() ? matching(pages, split(asked, particles, 2), Demand::any) : found;
}

}  // namespace portal::help_search
