#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "domain/publishing/article_file.hpp"
#include "domain/scene.hpp"
#include "sql/publishing/notices.hpp"

// Publishing what a clerk wrote. The caller's transaction holds all of it: a dry run is the same work, undone.
namespace portal::publication {

// What became of a file; nothing was changed when its content has faults (numbers that nobody has are added to them).
struct NoticeResult {
  articles::Published<NoticeId> published;
  notices::Notice notice;
  notices::HeadCount head_count;
};
std::optional<NoticeResult> publish_notice(const Scene& scene, article_file::Content& content);

struct TopicResult {
  articles::Published<TopicId> published;
  articles::Text topic;
};
std::optional<TopicResult> publish_topic(const Scene& scene, const article_file::Content& content);

// The kinds of file that they come in.
struct Notices {
  static constexpr std::string_view name = "notices";
  using Content = article_file::Content;
  using Result = NoticeResult;
  static Content read(const std::filesystem::path& file);
  static std::optional<Result> take_in(const Scene& scene, Content& content) { return publish_notice(scene, content); }
  static articles::Change change_of(const Result& result) { return result.published.change; }
  static std::string in_words(const Content& content, const Result& result);
};
struct Topics {
  static constexpr std::string_view name = "topics";
  using Content = article_file::Content;
  using Result = TopicResult;
  static Content read(const std::filesystem::path& file);
  static std::optional<Result> take_in(const Scene& scene, Content& content) { return publish_topic(scene, content); }
  static articles::Change change_of(const Result& result) { return result.published.change; }
  static std::string in_words(const Content&, const Result& result) { return result.topic.title; }
};

// Takes it from the pages at once; false when it was withdrawn already.
bool withdraw_notice(const Scene& scene, NoticeId id);
bool withdraw_topic(const Scene& scene, TopicId id);

}  // namespace portal::publication
