#pragma once
#include <array>
#include <string_view>

// The pages that a member goes to, in the order of product.md §2, and what they are called wherever they are named.
namespace portal::site_map {

struct Place {
  const char *path, *label;
  bool is_main = false;  // one of the five that every page of a wide window shows
};

inline constexpr const char* screenings_of_women = "/screenings/women";  // for women only

inline constexpr std::array<Place, 8> services{{{"/home", "Home", true},
                                                {"/expenses", "医療費通知", true},
                                                {"/screenings", "がん検診"},
                                                {screenings_of_women, "がん検診 女性専用"},
                                                {"/documents", "通知書・証明書", true},
                                                {"/limit-certificate", "限度額申請入力"},
                                                {"/notices", "健保からのお知らせ", true},
                                                {"/topics", "トピックス", true}}};

inline constexpr std::array<Place, 4> settings{{{"/profile", "プロフィール設定"},
                                                {"/password", "パスワード変更"},
                                                {"/security", "ログインの安全設定"},
                                                {"/family", "家族の医療費の表示"}}};

// Where a page is that lies at `path` below its society: of /screenings and /screenings/women the longer; "" nowhere.
template <std::size_t N>
std::string_view place_of(std::string_view path, const std::array<Place, N>& places) {
  std::string_view found;
  for (const Place& one : places) {
    const std::string_view place = one.path;
    const bool lies_there = path.starts_with(place) && (path.size() == place.size() || path[place.size()] == '/');
    if (lies_there && place.size() > found.size()) found = place;
  }
  return found;
}

}  // namespace portal::site_map
