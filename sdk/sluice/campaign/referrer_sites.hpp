#pragma once

#include <array>
#include <string_view>

#include "sluice/campaign/referrer.hpp"

namespace sluice {

// Sites that send visitors, as of 30 November 2026: what GA4's list of source
// categories, Snowplow's referer-parser (25 November 2025), Matomo's lists (15
// July 2026, CC0) and the vendors' own help pages name, cut to what is still
// there and sends visitors to more than one country; ids of apps are those of
// their stores. tests/tools/referrer-lists.mjs says how a public list differs.
// https://support.google.com/analytics/answer/9756891
//
// Written as a query, "what it is known by=name", or without "=name" where the
// first that it is known by says it, up to a dot. There single spaces part, in
// letters of any case,
//   Bing.com   that domain and those below it
//   |Bing.com  that host alone (and its www. and m.): other hosts of the domain
//              are something else
//   Google.    with "com", a country's code or both behind it
//   fb         no host, but what people write into utm_source; the name itself
//              is such a word, and so is the first label of a domain of two
//              without '|'
//   gm.google.com  stands for an app, too: its id turned round, without
//              "android", "app" and the like (com.google.android.gm)
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
     "googlequicksearchbox.google.com"
     "&|news.google.=Google News"
     "&Bing.com bing.microsoft.com"
     "&Yahoo |yahoo. search.yahoo."
     "&DuckDuckGo.com"
     "&Ecosia.org ecosia.com"
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
     "&Swisscows.com"
     "&MetaGer.org metager.de"
     "&Yep.com"
     "&coccoc.com=Coc Coc"
     "&go.mail.ru=Mail.ru\0"},
    {ReferrerClass::Social,
     "Facebook.com fb.com fb.me messenger.com fb meta"
     "&Instagram.com instagram.burbn.com ig"
     "&Threads.net threads.com barcelona.instagram.com"
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
     "&bsky.app blueskyweb.xyz=Bluesky"
     "&Mastodon.social mastodon.online joinmastodon.org"
     "&Quora.com"
     "&Tumblr.com"
     "&Medium.com"
     "&news.ycombinator.com hackernews hacker-news=Hacker News"
     "&producthunt.com=Product Hunt"
     "&stackoverflow.com=Stack Overflow"
     "&Nextdoor.com"
     "&XING.com"
     "&Yelp.com"
     "&Tripadvisor."
     "&groups.google.com=Google Groups"
     "&VK.com vk.ru vkontakte. vk"
     "&OK.ru"
     "&Weibo.com weibo.cn weibo.sina.com"
     "&WeChat.com weixin.qq.com mm.tencent.com"
     "&Zhihu.com"
     "&LINE.me line.naver.jp"
     "&Kakao.com"
     "&blog.naver.com cafe.naver.com=Naver\0"},
    {ReferrerClass::Ai,
     "ChatGPT.com openai.com"
     "&Claude.ai claude.com claude.anthropic.com"
     "&Gemini.google.com bard.google.com"
     "&NotebookLM.google.com"
     "&Perplexity.ai"
     "&Copilot.com copilot.microsoft.com copilot.cloud.microsoft "
     "m365.cloud.microsoft"
     "&Grok.com grok.x.ai"
     "&DeepSeek.com"
     "&Mistral.ai"
     "&meta.ai=Meta AI"
     "&|you.com=You.com"
     "&Poe.com poe.quora.com"
     "&Kimi.com"
     "&Qwen.ai"
     "&Doubao.com"
     "&duck.ai=Duck.ai"
     "&iAsk.ai"
     "&lumo.proton.me=Lumo"
     "&Character.ai"
     "&Genspark.ai"
     "&ChatGLM.cn chat.z.ai"
     "&yiyan.baidu.com=ERNIE"
     "&yuanbao.tencent.com=Yuanbao\0"},
    {ReferrerClass::Email,
     "Gmail mail.google.com gm.google.com"
     "&Outlook.com outlook.live.com outlook.office.com outlook.office365.com "
     "outlook.cloud.microsoft outlook.office.microsoft.com"
     "&mail.yahoo.=Yahoo Mail"
     "&mail.proton.me protonmail.=Proton Mail"
     "&mail.aol. aolapp.aol.com=AOL Mail"
     "&app.tuta.com=Tuta"
     "&Fastmail.com"
     "&email.samsung.com=Samsung Email"
     "&mobilemail.apple.com=Apple Mail"
     "&iCloud.com"
     "&GMX.net gmx. deref-gmx."
     "&|web.de deref-web.de=WEB.DE"
     "&|mail.ru e.mail.ru mailapp.mail.ru=Mail.ru"
     "&mail.yandex.=Yandex"
     "&mail.qq.com=QQ"
     "&mail.naver.com=Naver"
     "&email.seznam.cz=Seznam"
     "&list-manage.com=Mailchimp\0"},
    {ReferrerClass::Video,
     "YouTube.com youtu.be youtube.google.com yt"
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
     "&Temu.com temu.einnovation.com"
     "&Shein.com zzkko.com"
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
