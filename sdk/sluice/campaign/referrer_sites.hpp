#pragma once

#include <array>
#include <string_view>

#include "sluice/campaign/referrer.hpp"

namespace sluice {

// Sites that send visitors, as of November 2026: what GA4's list of source
// categories, Snowplow's referer-parser and the vendors' own help pages name,
// cut to what is still there and sends visitors to more than one country.
// https://support.google.com/analytics/answer/9756891
//
// Written as a query, "what it is known by=name", or without "=name" where the
// first that it is known by says it, up to a dot. There single spaces part, in
// letters of any case,
//   Bing.com   that domain and those below it
//   |Bing.com  that host alone (and its www. and m.): other hosts of the domain
//              are something else
//   Google.    with "com", a country's code or both behind it
//   fb         no host, but what people write into utm_source; a domain of two
//              labels stands for its first one too, unless it has a '|'
//
// Each ends in a NUL of its own, which keeps it out of the linker's table of
// strings: the shorter that is, the shorter are the addresses in it, which
// stand all over the code. With the presets, 0.15 KB after compression.
struct ReferrerSites {
  ReferrerClass kind;
  std::string_view sites;
};

inline constexpr std::array<ReferrerSites, 6> kReferrerSites = {{
    {ReferrerClass::Search,
     "Google |google. |images.google. |lens.google. |search.google. "
     "googlequicksearchbox.android.google.com"
     "&|news.google.=Google News"
     "&Bing.com"
     "&Yahoo |yahoo. search.yahoo."
     "&DuckDuckGo.com"
     "&Ecosia.org"
     "&Qwant.com"
     "&Startpage.com"
     "&Brave search.brave.com"
     "&Kagi.com"
     "&Mojeek.com"
     "&Baidu.com"
     "&Sogou.com"
     "&360.cn so.com"
     "&Yandex. ya.ru"
     "&Naver.com"
     "&Daum.net"
     "&Seznam.cz"
     "&AOL search.aol.com"
     "&Ask.com"
     "&go.mail.ru=Mail.ru\0"},
    {ReferrerClass::Social,
     "Facebook.com fb.com fb.me messenger.com fb meta"
     "&Instagram.com ig"
     "&Threads.net threads.com"
     "&LinkedIn.com lnkd.in"
     "&X.com twitter.com t.co x"
     "&Reddit.com redd.it"
     "&Pinterest. pin.it"
     "&TikTok.com musically.zhiliaoapp.com"
     "&Snapchat.com"
     "&WhatsApp.com wa.me"
     "&Telegram.org telegram.me t.me"
     "&Discord.com discordapp.com"
     "&Slack.com"
     "&teams.microsoft.com statics.teams.cdn.office.net=Microsoft Teams"
     "&bsky.app=Bluesky"
     "&Mastodon.social"
     "&Quora.com"
     "&Tumblr.com"
     "&Medium.com"
     "&news.ycombinator.com=Hacker News"
     "&producthunt.com=Product Hunt"
     "&stackoverflow.com=Stack Overflow"
     "&Nextdoor.com"
     "&XING.com"
     "&Yelp.com"
     "&Tripadvisor."
     "&groups.google.com=Google Groups"
     "&VK.com vk.ru vk"
     "&OK.ru"
     "&Weibo.com weibo.cn"
     "&weixin.qq.com=WeChat"
     "&Zhihu.com"
     "&LINE.me"
     "&Kakao.com"
     "&blog.naver.com cafe.naver.com=Naver\0"},
    {ReferrerClass::Ai,
     "ChatGPT.com openai.com"
     "&Claude.ai"
     "&Gemini.google.com"
     "&NotebookLM.google.com"
     "&Perplexity.ai"
     "&Copilot copilot.microsoft.com copilot.cloud.microsoft"
     "&Grok.com"
     "&DeepSeek.com"
     "&Mistral.ai"
     "&meta.ai=Meta AI"
     "&|you.com=You.com"
     "&Poe.com"
     "&Kimi.com"
     "&Qwen.ai"
     "&Doubao.com\0"},
    {ReferrerClass::Email,
     "Gmail mail.google.com gm.android.google.com"
     "&Outlook.com outlook.live.com outlook.office.com outlook.office365.com"
     "&mail.yahoo.=Yahoo Mail"
     "&mail.proton.me=Proton Mail"
     "&iCloud.com"
     "&GMX.net gmx. deref-gmx.net"
     "&|web.de deref-web.de=WEB.DE"
     "&|mail.ru |e.mail.ru=Mail.ru"
     "&mail.yandex.=Yandex"
     "&mail.qq.com=QQ"
     "&mail.naver.com=Naver"
     "&email.seznam.cz=Seznam"
     "&list-manage.com=Mailchimp\0"},
    {ReferrerClass::Video,
     "YouTube.com youtu.be youtube.android.google.com yt"
     "&Vimeo.com"
     "&Dailymotion.com"
     "&Twitch.tv"
     "&Netflix.com"
     "&Hulu.com"
     "&disneyplus.com=Disney+"
     "&Rumble.com"
     "&Bilibili.com"
     "&iQIYI.com iq.com"
     "&Youku.com\0"},
    {ReferrerClass::Shopping,
     "Amazon. amzn.to"
     "&eBay."
     "&Etsy.com"
     "&Walmart.com"
     "&AliExpress."
     "&Alibaba.com"
     "&shopping.google.=Google Shopping"
     "&Shop.app"
     "&Temu.com"
     "&Shein.com"
     "&Rakuten."
     "&mercadolibre. mercadolivre.=Mercado Libre"
     "&Zalando."
     "&idealo."
     "&Allegro.pl"
     "&Flipkart.com"
     "&Taobao.com"
     "&Tmall.com"
     "&shopping.naver.com=Naver"
     "&Shopee.\0"},
}};

}  // namespace sluice
