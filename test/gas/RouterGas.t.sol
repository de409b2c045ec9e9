// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IPermit2} from "contracts/interfaces/IPermit2.sol";
import {IRouter} from "contracts/interfaces/IRouter.sol";
import {RouterTest} from "test/fork/router/RouterTest.sol";

/// @notice Each way in and out as a user's whole transaction, over a levered position with live rates, on the replica's protocols.
contract RouterGasTest is RouterTest {
    function setUp() public override {
        super.setUp();
        _giveShares(alice, 20e18);
        _outfit(alice, 5e18);
        skip(12);
    }

    modifier measured(string memory what) {
        vm.startPrank(alice);
        _;
        vm.stopPrank();
        vm.snapshotGasLastCall("router", what);
    }

    /* IN */

    function test_Deposit() public measured("in: LST") {
        router.deposit(1e18, alice, 1);
    }

    function test_DepositStEth() public measured("in: stETH") {
        router.depositStEth(1e18, alice, 1);
    }

    function test_DepositWeth() public measured("in: WETH") {
        router.depositWeth(1e18, alice, 1);
    }

    function test_DepositEth() public measured("in: ether") {
        router.depositEth{value: 1e18}(alice, 1);
    }

    function test_DepositWithPermit2() public measured("in: LST by Permit2") {
        (IPermit2.PermitTransferFrom memory permit, bytes memory signature) = _signed(address(LST), 1e18, 1);
        router.depositWithPermit2(permit, signature, alice, 1);
    }

    function test_DepositWithPermit() public measured("in: LST by ERC-2612 in a multicall") {
        bytes[] memory calls = new bytes[](2);
        calls[0] = _permitCall(aliceKey, address(LST), _domainOfLst(), 1e18, block.timestamp);
        calls[1] = abi.encodeCall(IRouter.deposit, (1e18, alice, 1));
        router.multicall(calls);
    }

    /* OUT */

    function test_Redeem() public measured("out: LST") {
        router.redeem(1e18, alice, 1);
    }

    function test_RedeemToStEth() public measured("out: stETH") {
        router.redeemToStEth(1e18, alice, 1);
    }

    function test_RedeemToWeth() public measured("out: WETH") {
        router.redeemToWeth(1e18, alice, 1);
    }

    function test_RedeemToWithdrawalRequests() public measured("out: withdrawal request") {
        router.redeemToWithdrawalRequests(1e18, alice, 1);
    }
}
