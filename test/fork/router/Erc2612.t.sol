// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {
    ERC20PermitUpgradeable
} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC20PermitUpgradeable.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IRouter} from "contracts/interfaces/IRouter.sol";
import {RouterTest} from "test/fork/router/RouterTest.sol";
import {Mainnet} from "test/support/Mainnet.sol";

/// @notice ATTACKS row 26: permit and use in one multicall, for each token that has permits; who uses one up first stops nobody.
contract RouterErc2612Test is RouterTest {
    uint256 private constant AMOUNT = 5e18;
    uint256 private bobKey;

    function setUp() public override {
        super.setUp();
        (, bobKey) = makeAddrAndKey("bob");
        _giveShares(alice, 2 * AMOUNT);
        _giveStEth(alice, 2 * AMOUNT);
        deal(address(LST), alice, AMOUNT);
        vm.prank(alice);
        vault.approve(address(router), 0);
    }

    function test_DomainsAreTheTokens() public view {
        assertEq(IERC20Permit(Mainnet.WSTETH).DOMAIN_SEPARATOR(), _separator(Mainnet.WSTETH, _domainOfLst()));
        assertEq(IERC20Permit(Mainnet.STETH).DOMAIN_SEPARATOR(), _separator(Mainnet.STETH, _domainOfStEth()));
        assertEq(vault.DOMAIN_SEPARATOR(), _separator(address(vault), _domainOfVault()));
    }

    /* IN */

    function test_LstGoesInWithAPermit() public leavesNothing {
        uint256 before = vault.balanceOf(alice);
        _permitAnd(Mainnet.WSTETH, _domainOfLst(), abi.encodeCall(IRouter.deposit, (AMOUNT, alice, 1)));
        assertGt(vault.balanceOf(alice), before);
        assertEq(LST.balanceOf(alice), 0);
        assertEq(LST.allowance(alice, address(router)), 0);
    }

    function test_StEthGoesInWithAPermit() public leavesNothing {
        uint256 before = vault.balanceOf(alice);
        _permitAnd(Mainnet.STETH, _domainOfStEth(), abi.encodeCall(IRouter.depositStEth, (AMOUNT, alice, 1)));
        assertGt(vault.balanceOf(alice), before);
        assertEq(STETH_TOKEN.allowance(alice, address(router)), 0);
    }

    /* OUT */

    function test_SharesLeaveWithAPermit() public leavesNothing {
        uint256 before = vault.balanceOf(alice);
        _permitAnd(address(vault), _domainOfVault(), abi.encodeCall(IRouter.redeem, (AMOUNT, alice, 1)));
        assertEq(before - vault.balanceOf(alice), AMOUNT);
        assertEq(vault.allowance(alice, address(router)), 0);
    }

    /* USED UP BY ANOTHER */

    function test_APermitThatWasUsedUpByAnotherStopsNothing() public leavesNothing {
        _useUpAnd(Mainnet.WSTETH, _domainOfLst(), abi.encodeCall(IRouter.deposit, (AMOUNT, alice, 1)));
        _useUpAnd(Mainnet.STETH, _domainOfStEth(), abi.encodeCall(IRouter.depositStEth, (AMOUNT, alice, 1)));
        _useUpAnd(address(vault), _domainOfVault(), abi.encodeCall(IRouter.redeem, (AMOUNT, alice, 1)));
    }

    /// @dev A stranger takes alice's signature for his own permit: it is not his.
    function test_RevertWhen_AStrangerUsesAPermit() public {
        bytes memory call = _permitCall(aliceKey, Mainnet.WSTETH, _domainOfLst(), AMOUNT, block.timestamp);
        _assertRefused(stranger, call, _sentence("ERC20Permit: invalid signature"));
    }

    /* BAD */

    function test_RevertWhen_AnotherSigned() public {
        _assertAllRefused(
            bobKey,
            block.timestamp,
            block.chainid,
            abi.encodeWithSelector(ERC20PermitUpgradeable.ERC2612InvalidSigner.selector, bob, alice),
            _sentence("ERC20Permit: invalid signature"),
            _sentence("INVALID_SIGNATURE")
        );
    }

    function test_RevertWhen_ItIsLate() public {
        uint256 deadline = block.timestamp - 1;
        _assertAllRefused(
            aliceKey,
            deadline,
            block.chainid,
            abi.encodeWithSelector(ERC20PermitUpgradeable.ERC2612ExpiredSignature.selector, deadline),
            _sentence("ERC20Permit: expired deadline"),
            _sentence("DEADLINE_EXPIRED")
        );
    }

    /// @dev The vault names the signer that it took the other chain's signature for, which is nobody.
    function test_RevertWhen_ItIsOfAnotherChain() public {
        Domain memory domain = _domainOfVault();
        domain.chainId += 1;
        (uint8 v, bytes32 r, bytes32 s) = _signErc2612(aliceKey, address(vault), domain, AMOUNT, block.timestamp);
        bytes32 here = _digestHere(AMOUNT);
        _assertAllRefused(
            aliceKey,
            block.timestamp,
            domain.chainId,
            abi.encodeWithSelector(
                ERC20PermitUpgradeable.ERC2612InvalidSigner.selector, ecrecover(here, v, r, s), alice
            ),
            _sentence("ERC20Permit: invalid signature"),
            _sentence("INVALID_SIGNATURE")
        );
    }

    /* INTERNAL */

    function _permitAnd(address token, Domain memory domain, bytes memory use) private {
        bytes[] memory calls = new bytes[](2);
        calls[0] = _permitCall(aliceKey, token, domain, AMOUNT, block.timestamp);
        calls[1] = use;
        vm.prank(alice);
        router.multicall(calls);
    }

    function _useUpAnd(address token, Domain memory domain, bytes memory use) private {
        bytes[] memory calls = new bytes[](2);
        calls[0] = _permitCall(aliceKey, token, domain, AMOUNT, block.timestamp);
        calls[1] = use;
        (uint8 v, bytes32 r, bytes32 s) = _signErc2612(aliceKey, token, domain, AMOUNT, block.timestamp);
        vm.prank(stranger);
        IERC20Permit(token).permit(alice, address(router), AMOUNT, block.timestamp, v, r, s);
        vm.prank(alice);
        router.multicall(calls);
        assertEq(IERC20(token).allowance(alice, address(router)), 0);
    }

    function _assertAllRefused(
        uint256 key,
        uint256 deadline,
        uint256 chainId,
        bytes memory ofVault,
        bytes memory ofLst,
        bytes memory ofStEth
    ) private {
        Domain[3] memory domains = [_domainOfVault(), _domainOfLst(), _domainOfStEth()];
        address[3] memory tokens = [address(vault), Mainnet.WSTETH, Mainnet.STETH];
        bytes[3] memory reasons = [ofVault, ofLst, ofStEth];
        for (uint256 i; i < 3; ++i) {
            domains[i].chainId = chainId;
            _assertRefused(alice, _permitCall(key, tokens[i], domains[i], AMOUNT, deadline), reasons[i]);
        }
    }

    function _assertRefused(address caller, bytes memory call, bytes memory expected) private {
        vm.prank(caller);
        (bool ok, bytes memory reason) = address(router).call(call);
        assertFalse(ok);
        assertEq(reason, expected);
    }

    function _digestHere(uint256 value) private view returns (bytes32) {
        bytes32 message = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                alice,
                address(router),
                value,
                vault.nonces(alice),
                block.timestamp
            )
        );
        return keccak256(abi.encodePacked("\x19\x01", vault.DOMAIN_SEPARATOR(), message));
    }

    function _sentence(string memory reason) private pure returns (bytes memory) {
        return abi.encodeWithSignature("Error(string)", reason);
    }
}
