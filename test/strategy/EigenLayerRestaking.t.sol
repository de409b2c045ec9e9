// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {EigenLayerRestaking} from "strategies/eigenlayer/EigenLayerRestaking.sol";
import {IEigenLayerRestaking} from "strategies/eigenlayer/IEigenLayerRestaking.sol";
import {EigenLayer} from "test/fork/eigenlayer/EigenLayer.sol";
import {StrategyConformance} from "test/strategy/StrategyConformance.sol";

/// @notice What a vault relies on, of a part restaked, and of that a part queued, slashed, forced out, or due.
contract EigenLayerRestakingConformanceTest is StrategyConformance, EigenLayer {
    IEigenLayerRestaking private restaking;

    function _build() internal override returns (IStrategy) {
        _openEigenLayer();
        address[] memory list = new address[](2);
        (list[0], list[1]) = (firstOperator, secondOperator);
        restaking = new EigenLayerRestaking(address(vault), address(DELEGATION), address(EIGEN_STRATEGY), list);
        return restaking;
    }

    /// @dev Slashed first, so that what follows it is of a scaled deposit.
    function _work(uint256 assets, uint256 seed) internal override {
        if (seed / 4 % 2 == 1) _slash(firstOperator, 0.03e18);
        uint256 part = assets * (seed % 4) / 3;
        address to = restaking.operator() == address(0) ? firstOperator : restaking.operator();
        _deployWith(assets, part == 0 ? bytes("") : abi.encodeCall(IEigenLayerRestaking.restake, (to, part)));
        uint256 stage = seed / 8 % 4;
        if (part == 0 || stage == 0) return;
        if (stage == 1) {
            _forceOut(address(strategy));
            return;
        }
        vm.prank(address(vault));
        strategy.manage(abi.encodeCall(IEigenLayerRestaking.queue, (part / 2)));
        if (stage == 3) vm.roll(block.number + DELAY_BLOCKS + 1);
    }

    /// @dev A deposit and three withdrawals cost wei; the kit allows a billion of them beside this.
    function _toleranceBps() internal pure override returns (uint256) {
        return 0;
    }

    function _bringMarketToPar() internal override {}

    /// @dev What is restaked, and what is queued and not due yet.
    function _locked() internal view override returns (uint256 lst) {
        lst = restaking.restakedLst();
        IEigenLayerRestaking.Withdrawal[] memory open = restaking.withdrawals();
        for (uint256 i; i < open.length; ++i) {
            if (open[i].dueBlock > block.number) lst += open[i].lst;
        }
    }

    function _stopTheVenue() internal override returns (bool) {
        _pauseAll();
        return true;
    }

    function _spenders() internal pure override returns (address[] memory spenders) {
        spenders = new address[](4);
        (spenders[0], spenders[1]) = (address(MANAGER), address(EIGEN_STRATEGY));
        (spenders[2], spenders[3]) = (address(DELEGATION), address(LST));
    }
}
