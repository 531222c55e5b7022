#pragma once
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "domain/imports/import_kinds.hpp"

// A society's inbox folder and what lies in it (docs/decisions/0017):
//   SLUG/members/roster.csv                             dropped by the core system or a clerk
//   SLUG/taking/20261122-132000-members/roster.csv      out of everybody's reach until it is taken in
//   SLUG/taking/20261122-132000-members.begun/roster.csv  while it is
//   SLUG/done/20261122-132000-members/roster.csv        with roster.report.csv beside it
//   SLUG/failed/20261122-132000-members/roster.csv      with roster.faults.csv beside it
// Links are never followed. Everything throws std::system_error (std::filesystem::filesystem_error is one).
namespace portal::inbox {

namespace fs = std::filesystem;

// Something in the folder of a kind.
struct Dropped {
  const import_kinds::Kind* kind;
  std::string name;
  Timestamp changed_at;  // the file system's word for it, which no writer can set: the last write, rename or link
  bool ready = false;    // nobody has touched it for long enough, and its name says nothing else
};

// Something that was taken out of it.
struct Claim {
  const import_kinds::Kind* kind;
  fs::path folder, file;
  bool killed_a_run = false;  // one that had begun it ended without a word; it is not to be read again
  std::optional<Timestamp> left_since =
      {};  // by a run that was cut off: when that took it out, by the database's clock

  // Why it isn't what its folder is for: a link, a folder among files, a writer that never finished, an unusable name,
  // no right to read it.
  std::optional<import_kinds::Taken> refused_unread() const;
};

class Inbox {
 public:
  Inbox(const fs::path& root, const std::string& slug);

  // Those that are missing, below `root`, which must be there. Their group is that of `root` when it hands it down
  // (set-group-ID): it may drop files and read what became of them.
  void make_folders() const;

  // Puts a dot before the names of what file managers leave, so that systemd, which starts a run as long as a folder
  // holds anything that isn't hidden, sees it no more.
  void hide_litter() const;

  // By kind, in each the oldest first, left out what is hidden and what file managers leave (Thumbs.db). `now` by this
  // machine's clock.
  std::vector<Dropped> dropped(Timestamp now, std::chrono::seconds settle) const;

  // How many batches lie in failed/, as long as they are kept.
  std::int64_t refused() const;

  // Whether a run that was cut off has left something, or another one is at it.
  bool has_begun() const;

  // What a run that was cut off has left, oldest first. `now` by this machine's clock. Under imports::lock alone, as
  // everything below but remove_finished(): another run's claims would look the same, and vanish meanwhile.
  std::vector<Claim> left_over(Timestamp now) const;

  // One rename: from here on a writer can't change, take back or replace it. Nothing: it is gone. A folder that its
  // owner keeps for himself can't be moved: std::errc::permission_denied or operation_not_permitted.
  std::optional<Claim> claim(const Dropped& dropped, Timestamp now) const;

  // The same under the name that says so: whoever finds it knows what its run died of, unless the machine was started
  // since. give_back() takes that back: the next run takes it in. What killed a run stays what it is.
  Claim begin(const Claim& claim) const;
  void give_back(const Claim& begun) const;

  // Writes the report and moves both, by one rename. Where to.
  fs::path finish(const Claim& claim, const import_kinds::Taken& taken) const;

  // Batches in done/ and failed/ that were taken in before `until`: how many are there, and takes one after the other
  // away, links not followed. Those that can't be are counted in `kept`.
  struct Emptied {
    std::int64_t removed = 0, kept = 0;
  };
  Emptied remove_finished(Timestamp until, bool dry_run) const;

 private:
  fs::path folder_;
};

}  // namespace portal::inbox
