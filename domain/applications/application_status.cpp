#include "domain/applications/application_status.hpp"

#include <array>
#include <string>

#include "base/text.hpp"

namespace portal::application_status {
namespace {

// 差し戻し, 差戻し and 差戻 are one word: its kana are written in several ways, its kanji in one.
std::string without_kana(std::string_view text) {
  constexpr std::size_t bytes = std::string_view("し").size();
  std::string word = text::fold_word(text);
  for (std::size_t at = 0; at + bytes <= word.size();) {
    const std::string_view character = std::string_view(word).substr(at, bytes);
    if (character >= "ぁ" && character <= "ゖ")
      word.erase(at, bytes);
    else
      ++at;
  }
  return word;
}

}  // namespace

std::string_view words(Kind kind, Status status) {
  constexpr std::array<std::string_view, 6> all{"受付", "確認中", "差戻し", "承認", "発送済", "取下げ"};
  if (kind == Kind::screening && status == Status::withdrawn) return "取消";
  return all[static_cast<std::size_t>(status)];
}

std::optional<Status> from_words(Kind kind, std::string_view text) {
  const std::string typed = without_kana(text);
  for (const Status status : applications::statuses)
    if (without_kana(words(kind, status)) == typed) return status;
  return {};
}

bool may_follow(Kind, Status from, Status to) {
  using enum Status;
  switch (from) {
    case received:
    case checking:
      return to != received;
    case returned:
      return to == returned || to == withdrawn;  // the member's turn
    case approved:
      return to == approved || to == sent;
    case sent:
      return to == sent;
    case withdrawn:
      return false;
  }
  return false;
}

bool may_withdraw(Kind kind, Status status) {
  if (kind == Kind::screening) return status != Status::withdrawn;
  return status == Status::received || status == Status::returned;
}

bool may_correct(Kind kind, Status status) { return kind == Kind::limit_certificate && status == Status::returned; }

}  // namespace portal::application_status
