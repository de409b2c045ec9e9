// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {EigenLayerRestaking} from "strategies/eigenlayer/EigenLayerRestaking.sol";
import {IEigenLayerRestaking} from "strategies/eigenlayer/IEigenLayerRestaking.sol";
import {EigenLayer} from "test/fork/eigenlayer/EigenLayer.sol";
import {VaultOnReplica} from "test/support/VaultOnReplica.sol";

/// @notice The restaking strategy with the real vault and oracle, Lido of the replica, and EigenLayer by the model.
abstract contract EigenLayerTest is VaultOnReplica, EigenLayer {
    EigenLayerRestaking internal strategy;

    function setUp() public virtual override {
        super.setUp();
        _openEigenLayer();
        strategy = _newStrategy();
        _list(strategy);
        _enter(depositor, 1_000e18);
    }

    function _newStrategy() internal returns (EigenLayerRestaking) {
        return new EigenLayerRestaking(address(vault), address(DELEGATION), address(EIGEN_STRATEGY), _bothOperators());
    }

    function _bothOperators() internal view returns (address[] memory list) {
        list = new address[](2);
        (list[0], list[1]) = (firstOperator, secondOperator);
    }

    /* OPERATIONS */

    function _restake(uint256 lst) internal {
        _restakeWith(firstOperator, lst);
    }

    function _restakeWith(address operator, uint256 lst) internal {
        _rebalance(
            IVaultTypes.ActionKind.Deploy, strategy, lst, abi.encodeCall(IEigenLayerRestaking.restake, (operator, lst))
        );
    }

    function _manage(bytes memory data) internal {
        _rebalance(IVaultTypes.ActionKind.Manage, strategy, 0, data);
    }

    /// @dev By the vault itself, whose refusals wrap those of the strategy.
    function _refuse(bytes memory data, bytes memory reason) internal {
        vm.expectRevert(reason);
        vm.prank(address(vault));
        strategy.manage(data);
    }

    function _queue(uint256 lst) internal returns (bytes32 root) {
        _manage(abi.encodeCall(IEigenLayerRestaking.queue, (lst)));
        IEigenLayerRestaking.Withdrawal[] memory open = strategy.withdrawals();
        return open[open.length - 1].root;
    }

    function _complete(bytes32 root) internal {
        _manage(_completing(root, false));
    }

    function _completing(bytes32 root, bool toOperator) internal pure returns (bytes memory) {
        bytes32[] memory roots = new bytes32[](1);
        roots[0] = root;
        return abi.encodeCall(IEigenLayerRestaking.complete, (roots, toOperator));
    }

    function _wait() internal {
        vm.roll(block.number + DELAY_BLOCKS + 1);
    }

    /* READING */

    function _exposure() internal view returns (uint256) {
        (int256 lst, int256 eth) = strategy.exposure(_par());
        assertEq(eth, 0);
        return uint256(lst);
    }

    function _held() internal view returns (uint256) {
        return LST.balanceOf(address(strategy));
    }

    function _queuedLst() internal view returns (uint256 lst) {
        IEigenLayerRestaking.Withdrawal[] memory open = strategy.withdrawals();
        for (uint256 i; i < open.length; ++i) {
            lst += open[i].lst;
        }
    }

    function _assertNothingLeftBehind() internal view {
        assertEq(
            IERC20(address(STETH)).allowance(address(strategy), address(MANAGER)), 0, "stETH approved to EigenLayer"
        );
        assertEq(IERC20(address(STETH)).allowance(address(strategy), address(LST)), 0, "stETH approved to wstETH");
        assertEq(STETH.sharesOf(address(strategy)), 0, "stETH left here");
    }
}
