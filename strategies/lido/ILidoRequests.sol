// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title ILidoRequests
/// @notice Withdrawal requests at Lido that one owner has open: made of its wstETH, worth ether, paid to it as WETH.
interface ILidoRequests {
    /// @notice One open request.
    /// @param id Its number in Lido's queue. @param stEth What it asked for, wei. @param shares What that was in shares of stETH.
    /// @param finalized Whether it can be claimed. @param eth What it pays: to the wei where finalized, otherwise what it would if it were now.
    /// @param hint What `claim` needs beside the id; zero where not finalized.
    struct Request {
        uint256 id;
        uint256 stEth;
        uint256 shares;
        bool finalized;
        uint256 eth;
        uint256 hint;
    }

    /* ERRORS */

    error OnlyOwner(address caller, address owner);
    /// @notice The LST are worth less than the issuer lets one ask for.
    error RequestBelowMinimum(uint256 stEth, uint256 minimum);
    /// @notice The issuer takes no requests until then; `type(uint256).max`: until it says so. What is finalized can be claimed.
    error RequestsPaused(uint256 untilTimestamp);
    /// @notice Claim what is finalized first, or ask for less: `more` requests beside `open` ones are over `most`.
    error TooManyRequests(uint256 open, uint256 more, uint256 most);
    /// @notice No open request of the owner has this number.
    error RequestUnknown(uint256 id);
    /// @notice The issuer has not come to this request yet.
    error RequestNotFinalized(uint256 id, uint256 lastFinalizedId);
    /// @notice Ether from another than the issuer's queue.
    error EtherRefused(address sender);

    /* EVENTS */

    /// @param lst LST given. @param stEth stETH asked for in all.
    event Requested(uint256[] ids, uint256 lst, uint256 stEth);
    /// @param eth WETH paid to the owner for all.
    event Claimed(uint256[] ids, uint256 eth);

    /* OWNER */

    /// @notice Asks the issuer to redeem `lst`, which the owner has transferred in beforehand, in as few requests of equal size as its maximum allows.
    /// @param lst LST in wei.
    /// @return ids Ascending.
    function request(uint256 lst) external returns (uint256[] memory ids);

    /// @notice Claims finalized requests and sends the owner what they pay.
    /// @param ids Open requests in any order. @param hints Those of `openRequests`, or of the queue's `findCheckpointHints`.
    /// @return eth WETH sent, wei.
    function claim(uint256[] calldata ids, uint256[] calldata hints) external returns (uint256 eth);

    /// @notice Claims whatever is finalized and sends the owner what it pays. @return eth WETH sent, wei.
    function claimFinalized() external returns (uint256 eth);

    /* VIEWS */

    /// @notice What the open requests are worth, ETH wei. Finalized: the ether that waits for it, to the wei. Not finalized: what the issuer would pay
    /// if it finalized at the share rate of now, which is at most what was asked for; a slash lowers it, nothing raises it over that.
    function pendingEth() external view returns (uint256 eth);

    /// @notice The open requests by ascending id, of which the finalized come first.
    function openRequests() external view returns (Request[] memory);

    function openCount() external view returns (uint256);

    /// @notice The most requests that may be open, so that no loop over them is unbounded.
    function maxOpen() external view returns (uint256);
    function owner() external view returns (address);
    function queue() external view returns (address);
}
