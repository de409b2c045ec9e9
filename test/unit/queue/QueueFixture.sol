// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IWithdrawalQueue} from "contracts/interfaces/IWithdrawalQueue.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice The real vault with all its assets in a strategy that pays out what a test allows, and a queue before it.
abstract contract QueueFixture is VaultFixture {
    uint256 internal constant DEPOSIT = 100e18;

    IWithdrawalQueue internal queue;
    StrategyDouble internal strategy;

    function setUp() public virtual override {
        super.setUp();
        queue = IWithdrawalQueue(vm.deployCode("WithdrawalQueue.sol:WithdrawalQueue", abi.encode(address(vault))));
        strategy = _addStrategy();
        _join(alice, DEPOSIT);
        _join(bob, DEPOSIT);
        _deploy(strategy, vault.idle());
        strategy.setWithdrawableLimit(0);
    }

    function _join(address user, uint256 assets) internal {
        _deposit(user, assets);
        vm.prank(user);
        vault.approve(address(queue), type(uint256).max);
    }

    function _request(address user, uint256 shares) internal returns (uint256) {
        vm.prank(user);
        return queue.requestRedeem(shares, user, user);
    }

    function _claim(address user, uint256 id) internal returns (uint256) {
        vm.prank(user);
        return queue.claim(id, user);
    }

    function _cancel(address user, uint256 id) internal returns (uint256) {
        vm.prank(user);
        return queue.cancel(id, user);
    }

    function _push(uint256 liquidity) internal returns (uint256 shares, uint256 assets) {
        strategy.setWithdrawableLimit(liquidity);
        return queue.push(type(uint256).max);
    }

    /// @dev A loss that anyone has had booked.
    function _lose(uint256 assets) internal {
        strategy.lose(assets);
        vault.sync();
    }

    function _receipts() internal view returns (IERC721) {
        return IERC721(address(queue));
    }
}
