// Row 15 of the specification's table: the postcards of 10,000 members as one PDF, printed without hashing anything.
//   ninja bench-postcards && ./bench-postcards SOURCE_FOLDER FILE.pdf [CARDS]
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include "domain/postcards/postcard_issue.hpp"

namespace {

namespace postcard_issue = portal::postcard_issue;

// Names and addresses differ, as people's do; some are long.
std::vector<postcard_issue::Card> made_up(std::size_t count) {
  constexpr const char* family[] = {"山田", "髙﨑", "𠮷田", "渡邉󠄂", "佐々木", "長谷川", "神", "葛󠄀城"};
  constexpr const char* given[] = {"太郎", "花子", "一郎", "さくら", "ティ　ホア", "隆太", "鷗"};
  std::vector<postcard_issue::Card> cards(count, postcard_issue::sample());
  for (std::size_t at = 0; at < count; ++at) {
    portal::postcards::Addressee& to = cards[at].addressee;
    to.name = fmt::format("{}　{}", family[at % std::size(family)], given[at % std::size(given)]);
    to.postal_code = fmt::format("000-{:04}", at % 10'000);
    to.address = fmt::format("見本県見本市見本町{}丁目{}番{}号{}", at % 9 + 1, at % 97, at % 31,
                             at % 3 == 0 ? "　見本グランドタワーレジデンス4501号室" : "");
    if (at % 4 != 0) to.email.reset();
    std::ranges::reverse(cards[at].password);
  }
  return cards;
}

double peak_mib(int who) {
  rusage usage{};
  getrusage(who, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) return EXIT_FAILURE;
  const auto cards = made_up(count > 3 ? std::stoul(words[3]) : 10'000);
  portal::Society society;
  society.name = "見本健康保険組合";
  society.telephone = "03-0000-0000";
  society.hours = "平日 9:00～17:00";
  const int file = open(words[2], O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
  const auto begun = std::chrono::steady_clock::now();
  portal::paper::print(postcard_issue::sheets(cards, {society, {}, "https://portal.example.jp/mihon/login", {}}),
                       std::string(words[1]) + "/templates/fonts.conf", file);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
  const auto pages = static_cast<double>(cards.size() * postcard_issue::pages_per_card);
  fmt::print(
      "{} cards, {} pages in {:.1f} s: {:.0f} pages/s; peak {:.0f} MiB beside the press's {:.0f} MiB; {} bytes\n",
      cards.size(), pages, taken.count(), pages / taken.count(), peak_mib(RUSAGE_SELF), peak_mib(RUSAGE_CHILDREN),
      lseek(file, 0, SEEK_END));
  close(file);
}
