// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ILstOracle} from "contracts/interfaces/ILstOracle.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";

/// @notice Everything that the keeper decides on, read in one call at one block.
/// @param blockNumber The block whose state is read.
/// @param timestamp Its unix time in seconds.
/// @param vault Address of the vault.
/// @param name ERC-20 name of the share.
/// @param asset The LST.
/// @param totalSupply Shares in wei.
/// @param idle LST that the vault holds itself.
/// @param valuation Par, market, net asset values, ask and bid.
/// @param sharePriceWad LST per share at the bid, WAD.
/// @param rebalanceNonce Nonce of the next batch.
/// @param riskUpAvailableWad What a batch that raises risk may lose, WAD fraction of the par share price; negative where overdrawn.
/// @param riskDownAvailableWad What any other batch may lose.
/// @param pauseFlags 1 deposits, 2 batches that raise risk.
/// @param riskCaps Caps and present exposure of each risk id.
/// @param marketFresh Whether the market rate is a live one rather than the fallback.
/// @param quotes Every market source.
/// @param strategies Every listed strategy.
struct Snapshot {
    uint256 blockNumber;
    uint256 timestamp;
    address vault;
    string name;
    address asset;
    uint256 totalSupply;
    uint256 idle;
    IVaultTypes.Valuation valuation;
    uint256 sharePriceWad;
    uint64 rebalanceNonce;
    int256 riskUpAvailableWad;
    int256 riskDownAvailableWad;
    uint8 pauseFlags;
    RiskState[] riskCaps;
    bool marketFresh;
    ILstOracle.QuoteState[] quotes;
    StrategyState[] strategies;
}

/// @notice One risk id as the vault sees it.
/// @param capAssets The lower of its absolute cap and its relative cap on the present net asset value at par, LST wei.
/// @param exposed Sum of the allocations of the strategies that name it, LST wei at par.
struct RiskState {
    bytes32 id;
    uint256 capAssets;
    uint256 exposed;
}

/// @notice One strategy as the vault sees it, with the details of its kind.
/// @param kind e.g. "aave-v3-loop".
/// @param lst LST owned. @param eth ETH owned or (negative) owed.
/// @param allocation Value at par in LST wei, zero where negative.
/// @param capAssets Its cap.
/// @param riskMask One bit for each of its risk ids, numbered as in the snapshot's `riskCaps`.
/// @param isolated Whether the vault no longer asks it; legs are then those that it is carried at, and there are no details.
/// @param haircutBps Of an isolated strategy, what leaves are priced under its value.
/// @param withdrawable LST it can give back without loss.
/// @param details ABI encoding of the kind's own struct.
struct StrategyState {
    address strategy;
    string kind;
    int256 lst;
    int256 eth;
    uint256 allocation;
    uint256 capAssets;
    uint64 riskMask;
    bool isolated;
    uint256 haircutBps;
    uint256 withdrawable;
    bytes details;
}
