#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/applications/screening_file.hpp"
#include "domain/scene.hpp"
#include "sql/publishing/articles.hpp"

// Taking a programme in that a clerk wrote. The caller's transaction holds all of it: a dry run is the same work,
// undone.
namespace portal::screening_import {

// Whom a programme is for, by its rule about people; whether they applied before isn't asked. Reads the whole roster,
// so not while a transaction holds programmes: members who apply would wait for it.
struct Reach {
  int all = 0, principals = 0, women = 0;
  int with_account = 0;  // who can apply in the portal today
};
Reach reach(db::SocietyReader& db, const screenings::Rule& rule, screenings::Date today);

// What the programme says, line by line, as pages and portalctl say it.
struct Fact {
  std::string label, text;
};
std::vector<Fact> facts(const screenings::Programme& programme);

struct Difference {
  std::string label, before, after;
};
struct Result {
  ProgrammeId id;
  articles::Change change;
  std::vector<Difference> differences;  // of one that was there
  int taken = 0;
};
// Nothing was changed when the content has faults; those that only the database knows of are added to them: fewer
// places than are taken, another fiscal year than the programme of that name has, too many programmes.
std::optional<Result> take_in(const Scene& scene, screening_file::Content& content);

// The kind of file that it comes in.
struct Screenings {
  static constexpr std::string_view name = "screenings";
  using Content = screening_file::Content;
  using Result = screening_import::Result;
  static Content read(const std::filesystem::path& file) { return screening_file::read(file); }
  static std::optional<Result> take_in(const Scene& scene, Content& content) {
    return screening_import::take_in(scene, content);
  }
  static articles::Change change_of(const Result& result) { return result.change; }
  static std::string in_words(const Content& content, const Result&) { return content.programme.title; }
};

// Takes it from the pages at once; who applied keeps the application. False when it was so already.
bool withdraw(const Scene& scene, ProgrammeId id);

}  // namespace portal::screening_import
