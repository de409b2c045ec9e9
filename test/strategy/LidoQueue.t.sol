// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {ILidoQueue} from "strategies/lido/ILidoQueue.sol";
import {ILidoRequests} from "strategies/lido/ILidoRequests.sol";
import {LidoReports} from "test/fork/lido/LidoReports.sol";
import {StrategyConformance} from "test/strategy/StrategyConformance.sol";

/// @notice What a vault relies on, of a queue with a part requested, and that part waiting, finalized, or paid.
contract LidoQueueConformanceTest is StrategyConformance, LidoReports {
    ILidoRequests private holder;

    function _build() internal override returns (IStrategy built) {
        built = IStrategy(vm.deployCode("LidoQueue.sol:LidoQueue", abi.encode(vault, UNISWAP, WETH, 30)));
        holder = ILidoRequests(ILidoQueue(address(built)).requests());
    }

    function _work(uint256 assets, uint256 seed) internal override {
        uint256 part = assets * (seed % 5) / 5;
        _deployWith(assets, part == 0 ? bytes("") : abi.encodeCall(ILidoQueue.request, (part)));
        uint256 stage = seed / 5 % 3;
        if (part == 0 || stage == 0) return;
        _finalize();
        if (stage == 1) return;
        ILidoRequests.Request[] memory open = holder.openRequests();
        (uint256[] memory ids, uint256[] memory hints) = (new uint256[](open.length), new uint256[](open.length));
        for (uint256 i; i < open.length; ++i) {
            (ids[i], hints[i]) = (open[i].id, open[i].hint);
        }
        vm.prank(address(vault));
        strategy.manage(abi.encodeCall(ILidoQueue.claim, (ids, hints)));
    }

    /// @dev Ether buys LST a basis point of fee under par at the most.
    function _toleranceBps() internal pure override returns (uint256) {
        return 2;
    }

    function _bringMarketToPar() internal override {
        _tradePoolTo(10_000);
    }

    /// @dev What waits. What is finalized is claimed by whoever unwinds.
    function _locked() internal view override returns (uint256) {
        ILidoRequests.Request[] memory open = holder.openRequests();
        uint256 eth;
        for (uint256 i; i < open.length; ++i) {
            if (!open[i].finalized) eth += open[i].eth;
        }
        return eth * WAD / _par();
    }

    /// @dev Lido's queue refuses requests; LST that lies here is not at any venue.
    function _stopTheVenue() internal override returns (bool) {
        _pauseQueue(true);
        return true;
    }

    function _spenders() internal view override returns (address[] memory spenders) {
        spenders = new address[](4);
        (spenders[0], spenders[1]) = (address(QUEUE), address(UNISWAP));
        (spenders[2], spenders[3]) = (address(holder), address(STETH));
    }
}
