#pragma once
#include <span>
#include <string_view>

// What the help has a page for, and how it is found.
namespace portal::help_topics {

enum class Language { japanese, easy_japanese, english };

struct Page {
  const char *title = nullptr, *file = nullptr;  // no file: not in this language
};
struct Topic {
  std::string_view name;
  Page japanese;
  std::string_view members_words;  // what members call it, where the page says it otherwise
  Page easy = {}, english = {};
};

std::span<const Topic> all();
const Topic* named(std::string_view name);  // nullptr: there is none

// ?lang=easy and ?lang=en; everything else is Japanese.
Language language_of(std::string_view argument);
const Page& page_in(const Topic& topic, Language language);  // the Japanese one where there is no other

}  // namespace portal::help_topics
